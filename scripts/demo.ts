import { prepare, runMain } from "./prepare";

/** `demo`: sets up what is missing, then hands over to the demo with the same arguments. */
await runMain(async () => {
	await prepare();
	const child = Bun.spawn([process.execPath, "sim/demo/main.ts", ...process.argv.slice(2)], {
		stdio: ["inherit", "inherit", "inherit"],
		env: { ...process.env, BUN_JSC_useOMGJIT: "0" },
	});
	// Ctrl-C reaches the demo through the terminal as well; it ends everything in order, and this waits for it.
	process.on("SIGINT", () => process.stderr.write(""));
	process.on("SIGTERM", () => child.kill("SIGTERM"));
	return await child.exited;
});
