import { prepare, runMain } from "./prepare";

/** `bench:sim`: sets up what is missing, then measures how fast the simulation plays the listed seeds. */
await runMain(async () => {
	await prepare();
	const child = Bun.spawn([process.execPath, "sim/soak/bench-main.ts", ...process.argv.slice(2)], {
		stdio: ["inherit", "inherit", "inherit"],
	});
	process.on("SIGINT", () => process.stderr.write(""));
	process.on("SIGTERM", () => child.kill("SIGINT"));
	return await child.exited;
});
