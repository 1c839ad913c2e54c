import { prepare, runMain } from "./prepare";

/** `bench:opencloud`: sets up what is missing, then counts what a command costs in calls to Roblox. */
await runMain(async () => {
	await prepare();
	const child = Bun.spawn([process.execPath, "sim/bench/opencloud-main.ts", ...process.argv.slice(2)], {
		stdio: ["inherit", "inherit", "inherit"],
	});
	process.on("SIGINT", () => process.stderr.write(""));
	process.on("SIGTERM", () => child.kill("SIGINT"));
	return await child.exited;
});
