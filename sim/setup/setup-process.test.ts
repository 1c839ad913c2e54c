import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MAIN = join(import.meta.dir, "..", "..", "companion", "main.ts");
/** Nobody answers there. */
const environment = {
	PATH: process.env.PATH ?? "",
	DISCORD_API_URL: "http://127.0.0.1:9",
	ROBLOX_API_URL: "http://127.0.0.1:9",
};

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "purser-setup-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("without a terminal it says so at once, whatever is piped in", async () => {
	const child = Bun.spawn([process.execPath, MAIN, "setup"], {
		...{ cwd: folder, env: environment, stdout: "pipe", stderr: "inherit" },
		stdin: new TextEncoder().encode("token\n1\n2\n"),
	});
	expect(await new Response(child.stdout).text()).toStartWith("Setup asks questions, so it needs a terminal.");
	expect([await child.exited, readdirSync(folder)]).toEqual([2, []]);
});

// Bun makes terminals on POSIX systems alone.
describe.skipIf(process.platform === "win32")("in a terminal", () => {
	test("a secret is not shown, Ctrl+C ends it with nothing written, and the terminal is as before", async () => {
		let screen = "";
		const seen = (words: string): Promise<void> => {
			return new Promise((resolve) => {
				const look = (): void => {
					if (!screen.includes(words)) return void setTimeout(look, 20);
					resolve();
				};
				look();
			});
		};
		const decoder = new TextDecoder();
		const child = Bun.spawn([process.execPath, MAIN, "setup"], {
			...{ cwd: folder, env: { ...environment, TERM: "xterm" } },
			terminal: { cols: 200, rows: 50, data: (_terminal, data: Uint8Array) => void (screen += decoder.decode(data)) },
		});
		await seen("Token of the bot:");
		child.terminal?.write("secret.token\r");
		await seen("FAIL discord-reachable");
		child.terminal?.write("later\r");
		await seen("Application id:");
		child.terminal?.write("12\u007f\u0003");
		expect(await child.exited).toBe(130);
		child.terminal?.close();
		expect(screen).toContain("Ended. Nothing was written.");
		expect(screen).not.toContain("secret.token");
		expect(readdirSync(folder)).toEqual([]);
	}, 60_000);
});
