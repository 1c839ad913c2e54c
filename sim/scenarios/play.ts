import { join } from "node:path";

/** Plays one story and returns what it reports. A VM needs a process whose options were set before it started. */
export async function playStory(file: string, ...args: readonly string[]): Promise<Record<string, unknown>> {
	const child = Bun.spawn([process.execPath, join(import.meta.dir, file), ...args], {
		env: { ...process.env, BUN_JSC_useOMGJIT: "0" },
		stdio: ["ignore", "pipe", "inherit"],
		timeout: 60_000,
		killSignal: "SIGKILL",
	});
	const output = await new Response(child.stdout).text();
	const exitCode = await child.exited;
	if (exitCode !== 0) throw new Error(`${file} ended with ${exitCode}`);
	const report: unknown = JSON.parse(output);
	if (typeof report !== "object" || report === null) throw new Error(`${file} reported nothing`);
	return { ...report };
}
