import { prepare, runMain } from "./prepare";

interface HandOver {
	/** Not needed by programs that have no use for the compiled game. Usual: true. */
	readonly compiles?: boolean;
}

/**
 * Sets up what is missing, then runs a program of this repository with the arguments given to this script, and ends as
 * it ends. Programs that start virtual machines need the variable, which has to be there before a process starts.
 */
export async function handOver(program: readonly string[], options: HandOver = {}): Promise<never> {
	return await runMain(async () => {
		await prepare(options);
		const child = Bun.spawn([process.execPath, ...program], {
			stdio: ["inherit", "inherit", "inherit"],
			env: { ...process.env, BUN_JSC_useOMGJIT: "0" },
		});
		// Ctrl-C reaches the program through the terminal as well; it ends in order, and this waits for it.
		process.on("SIGINT", () => process.stderr.write(""));
		process.on("SIGTERM", () => child.kill("SIGTERM"));
		return await child.exited;
	});
}
