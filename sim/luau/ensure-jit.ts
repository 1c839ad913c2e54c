import { constants } from "node:os";

/**
 * JavaScriptCore's optimising WebAssembly tier makes the ninth live VM of a process twelve times slower (Bun 1.4.5).
 * The switch is read before any script runs, so setting it in `process.env` is too late.
 */
const SWITCH = "BUN_JSC_useOMGJIT";
const OFF = "0";
const SIGNAL_EXIT_BASE = 128;

/** The environment in which a process that makes VMs must be started. */
export function vmEnvironment(
	environment: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
	return { ...environment, [SWITCH]: OFF };
}

function signalNumber(signal: number | NodeJS.Signals | null): number {
	return typeof signal === "string" ? constants.signals[signal] : (signal ?? 0);
}

/**
 * For entry points that make VMs, before anything else: when the switch is missing, runs this same program again with
 * it, passes input, output, arguments and signals through, and ends with its exit code. Returns only in a process
 * that has the switch.
 */
export async function ensureJit(): Promise<void> {
	if (process.env[SWITCH] === OFF) return;
	const child = Bun.spawn([process.execPath, ...process.execArgv, ...process.argv.slice(1)], {
		env: vmEnvironment(process.env),
		stdin: "inherit",
		stdout: "inherit",
		stderr: "inherit",
	});
	const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
	for (const signal of signals) process.on(signal, () => child.kill(signal));
	process.on("exit", () => child.kill());
	await child.exited;
	process.exit(child.exitCode ?? SIGNAL_EXIT_BASE + signalNumber(child.signalCode));
}
