import { prepare, runMain } from "./prepare";

/** `sim`: sets up what is missing, then hands over to the fault simulation with the same arguments. */
await runMain(async () => {
	await prepare();
	const child = Bun.spawn([process.execPath, "sim/main.ts", ...process.argv.slice(2)], {
		stdio: ["inherit", "inherit", "inherit"],
		env: { ...process.env, BUN_JSC_useOMGJIT: "0" },
	});
	// Ctrl-C reaches the simulation through the terminal as well; this waits for its end.
	process.on("SIGINT", () => process.stderr.write(""));
	process.on("SIGTERM", () => child.kill("SIGTERM"));
	return await child.exited;
});
