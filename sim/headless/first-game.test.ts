import { afterAll, expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { lines, makeFolder, removeFolders, ROOT, TIMEOUT_MILLIS } from "./testing/run-headless";
import { readSteps } from "./testing/walk-page";

setDefaultTimeout(TIMEOUT_MILLIS);
afterAll(removeFolders);

const STEPS_MAX = 10;
const steps = readSteps(readFileSync(join(ROOT, "docs", "first-game.md"), "utf8"));
const folder = makeFolder({});

/** As the page tells readers whose folders stand elsewhere. */
function atHome(text: string): string {
	const path = (name: string): string => name.replaceAll("\\", "/");
	return text.replaceAll("../my-game", path(folder.path)).replaceAll("../purser", path(ROOT));
}

async function run(command: readonly string[]): Promise<{ readonly exitCode: number; readonly output: string }> {
	const child = Bun.spawn([process.execPath, ...command], { cwd: ROOT, stdout: "pipe", stderr: "inherit" });
	const output = await new Response(child.stdout).text();
	return { exitCode: await child.exited, output };
}

test(`docs/first-game.md has at most ${STEPS_MAX} steps, and ends with coins on screen`, () => {
	expect(steps.length).toBeGreaterThan(1);
	expect(steps.length).toBeLessThanOrEqual(STEPS_MAX);
	expect(steps.at(-1)?.output.join("\n")).toContain("on screen: Coins: 75");
});

test.each(steps)("$title", async ({ files, commands, output }) => {
	expect(files.length + commands.length).toBeGreaterThan(0);
	for (const { path, content } of files) {
		const file = atHome(path);
		expect(file).toStartWith(folder.path.replaceAll("\\", "/"));
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, atHome(content));
	}
	for (const command of commands) {
		// Whoever runs the tests has compiled, and others are reading what was compiled.
		if (command.join(" ") === "run build") {
			expect(existsSync(join(ROOT, "out", "game", "server", "main.server.luau"))).toBe(true);
			continue;
		}
		const ended = await run(command.map(atHome));
		const seen = lines(ended.output).filter((line) => output.some((wanted) => line.startsWith(wanted)));
		expect(seen.length).toBe(output.length);
		output.forEach((wanted, index) => expect(seen[index]).toStartWith(wanted));
		expect(ended.exitCode).toBe(0);
	}
});
