import { join } from "node:path";

export const STORY_SECONDS_MAX = 60;

/** Plays one story and returns what it reports. */
export function playStory(file: string, ...args: readonly string[]): Promise<Record<string, unknown>> {
	return playStoryWithin(STORY_SECONDS_MAX, file, ...args);
}

/** The same for one that may take another time. A VM needs a process whose options were set before it started. */
export async function playStoryWithin(
	secondsMax: number,
	file: string,
	...args: readonly string[]
): Promise<Record<string, unknown>> {
	const child = Bun.spawn([process.execPath, join(import.meta.dir, file), ...args], {
		env: { ...process.env, BUN_JSC_useOMGJIT: "0" },
		stdio: ["ignore", "pipe", "inherit"],
		timeout: secondsMax * 1_000,
		killSignal: "SIGKILL",
	});
	const output = await new Response(child.stdout).text();
	const exitCode = await child.exited;
	if (exitCode !== 0) throw new Error(`${file} ended with ${exitCode}`);
	const report: unknown = JSON.parse(output);
	if (typeof report !== "object" || report === null) throw new Error(`${file} reported nothing`);
	return { ...report };
}
