import { prepare, runMain } from "./prepare";
import { SetupProblem } from "./run-step";

/** Compiles the game and, where Rojo is on the machine, builds a place file to open in Studio. */
await runMain(async () => {
	await prepare();
	if (Bun.which("rojo") === null) {
		process.stdout.write("Compiled to out/. Install Rojo (aftman.toml names the version) to build a place file too.\n");
		return 0;
	}
	const built = Bun.spawnSync(["rojo", "build", "default.project.json", "--output", "purser.rbxl"], {
		stdout: "inherit",
		stderr: "inherit",
	});
	if (built.exitCode !== 0) throw new SetupProblem("Rojo could not build the place; its message stands above.");
	process.stdout.write("Built purser.rbxl\n");
	return 0;
});
