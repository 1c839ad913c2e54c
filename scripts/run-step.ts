/** Ends the whole command with one line that says what to do. Thrown, so that nothing started is left running. */
export class SetupProblem extends Error {}

export interface StepResult {
	readonly exitCode: number;
	/** Standard output and error in the order they came. */
	readonly output: string;
	readonly seconds: number;
}

const QUIET_SECONDS = 5;

/**
 * Runs a program of this repository with the Bun that runs this script, and says what it does while it does it. Its
 * output is kept and shown only by the caller, except with `show`.
 */
export async function runStep(
	label: string,
	command: readonly string[],
	options: { show?: boolean; env?: Record<string, string> } = {},
): Promise<StepResult> {
	const started = performance.now();
	const seconds = () => Math.round((performance.now() - started) / 1_000);
	process.stderr.write(`${label} ...\n`);
	const ticker = setInterval(() => process.stderr.write(`${label} ... ${seconds()} s\n`), QUIET_SECONDS * 1_000);
	try {
		const child = Bun.spawn([process.execPath, ...command], {
			stdout: "pipe",
			stderr: "pipe",
			stdin: "ignore",
			env: { ...process.env, ...options.env },
		});
		const parts: string[] = [];
		const collect = async (stream: ReadableStream<Uint8Array>): Promise<void> => {
			const decoder = new TextDecoder();
			for await (const chunk of stream) {
				const text = decoder.decode(chunk, { stream: true });
				parts.push(text);
				if (options.show === true) process.stderr.write(text);
			}
		};
		await Promise.all([collect(child.stdout), collect(child.stderr)]);
		const exitCode = await child.exited;
		return { exitCode, output: parts.join(""), seconds: seconds() };
	} finally {
		clearInterval(ticker);
	}
}
