import { readLines } from "../../../sim/demo/read-lines";

const READY_LINE = /^ready: HTTP on port (\d+)$/;
const READY_WITHIN_MILLISECONDS = 30_000;
const STOP_WITHIN_MILLISECONDS = 10_000;
const LINES_KEPT = 20;

/** A contender's program, pinned to its core, listening on loopback. */
export interface ContenderProcess {
	readonly port: number;
	/** Ends it as an owner would; answers with the most memory it ever had, in bytes. */
	stop(): Promise<number>;
	/** Ends it at once, as a power cut would. */
	kill(): Promise<void>;
}

/** Starts it and waits until it says where it listens. Throws with its last words when it ends instead. */
export async function startContender(
	command: readonly string[],
	env: Readonly<Record<string, string>>,
): Promise<ContenderProcess> {
	const child = Bun.spawn([...command], {
		env: { PATH: process.env.PATH ?? "", SystemRoot: process.env.SystemRoot ?? "", ...env },
		stdio: ["ignore", "pipe", "pipe"],
	});
	// Whatever ends the benchmark, nothing it started is left running.
	const killAtExit = (): void => child.kill("SIGKILL");
	process.once("exit", killAtExit);
	void child.exited.then(() => process.off("exit", killAtExit));
	const lines: string[] = [];
	const port = new Promise<number>((resolve, reject) => {
		const onLine = (line: string): void => {
			const found = READY_LINE.exec(line)?.[1];
			if (found !== undefined) resolve(Number(found));
			if (lines.push(line) > LINES_KEPT) lines.shift();
		};
		void readLines(child.stderr, onLine);
		void readLines(child.stdout, onLine).then(() => {
			reject(new Error(`${command.join(" ")} did not start:\n${lines.join("\n")}`));
		});
		setTimeout(
			() => reject(new Error(`${command.join(" ")} was not ready in time`)),
			READY_WITHIN_MILLISECONDS,
		).unref();
	});
	const kill = async (): Promise<void> => {
		child.kill("SIGKILL");
		await child.exited;
	};
	return {
		port: await port.catch(async (problem: unknown) => {
			await kill();
			throw problem;
		}),
		stop: async () => {
			child.kill("SIGTERM");
			const killer = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN_MILLISECONDS);
			await child.exited;
			clearTimeout(killer);
			return Number(child.resourceUsage()?.maxRSS ?? 0);
		},
		kill,
	};
}
