import { prepare, runMain } from "./prepare";

/**
 * `contract`: sets up what is missing, then plays every call of the Open Cloud client against Roblox's own description:
 * on the local Roblox, or with `--live` on the real one, whom it also asks what the documents leave open.
 */
await runMain(async () => {
	await prepare();
	const child = Bun.spawn([process.execPath, "sim/contract/main.ts", ...process.argv.slice(2)], {
		stdio: ["inherit", "inherit", "inherit"],
	});
	// Ctrl-C reaches it through the terminal as well; this waits for its end.
	process.on("SIGINT", () => process.stderr.write(""));
	process.on("SIGTERM", () => child.kill("SIGTERM"));
	return await child.exited;
});
