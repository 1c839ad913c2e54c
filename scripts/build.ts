import { prepare, runMain } from "./prepare";
import { SetupProblem } from "./run-step";

/** The place to open in Studio, and the model to drop into another game. */
const BUILDS = [
	["default.project.json", "purser.rbxl"],
	["model.project.json", "purser.rbxm"],
] as const;

/** Compiles the game and, where Rojo is on the machine, builds its files. */
await runMain(async () => {
	await prepare();
	if (Bun.which("rojo") === null) {
		process.stdout.write(
			"Compiled to out/. Install Rojo (aftman.toml names the version) to build place and model too.\n",
		);
		return 0;
	}
	for (const [project, output] of BUILDS) {
		const built = Bun.spawnSync(["rojo", "build", project, "--output", output], {
			stdout: "inherit",
			stderr: "inherit",
		});
		if (built.exitCode !== 0) throw new SetupProblem(`Rojo could not build ${project}; its message stands above.`);
	}
	return 0;
});
