/** Ends the whole command with one line that says what to do. Thrown, so that nothing started is left running. */
export class SetupProblem extends Error {}

export interface StepResult {
	readonly exitCode: number;
	/** Standard output, then standard error. */
	readonly output: string;
	readonly seconds: number;
}

const QUIET_SECONDS = 5;

/**
 * Runs a program of this repository with the Bun that runs this script, and says what it does while it does it. Its
 * output is kept for the caller to show.
 */
export async function runStep(
	label: string,
	command: readonly string[],
	env: Record<string, string> = {},
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
			env: { ...process.env, ...env },
		});
		const texts = [new Response(child.stdout).text(), new Response(child.stderr).text()];
		const output = (await Promise.all(texts)).join("");
		return { exitCode: await child.exited, output, seconds: seconds() };
	} finally {
		clearInterval(ticker);
	}
}
