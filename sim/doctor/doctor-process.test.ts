import { afterAll, beforeAll, expect, test } from "bun:test";
import { join } from "node:path";
import { BOT_NEEDS } from "../../companion/doctor/discord/bot-needs";
import { fieldOf, listOf } from "../../companion/answer-fields";
import { ECONOMY_ROLE, ECONOMY_ROLE_ID, GUILD_ID } from "../demo/cast";
import { createCompanionAlone } from "./testing/companion-alone";

const ROOT = join(import.meta.dir, "..", "..");
const MAIN = join(ROOT, "companion", "main.ts");
const PROCESS_MILLISECONDS_MAX = 60_000;

const { settings, environment, discord, companion, close } = createCompanionAlone([
	{ id: GUILD_ID, name: "Harbor City", roles: [{ id: ECONOMY_ROLE_ID, name: ECONOMY_ROLE }] },
]);

interface Ended {
	readonly code: number;
	readonly output: string;
}

/** The real program, with nothing but these settings. */
async function runDoctor(changes: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Ended> {
	const child = Bun.spawn([process.execPath, MAIN, "doctor", ...args], {
		cwd: ROOT,
		env: { PATH: process.env.PATH ?? "", ...environment, ...changes },
		stdio: ["ignore", "pipe", "inherit"],
	});
	const output = await new Response(child.stdout).text();
	return { code: await child.exited, output };
}

beforeAll(() => companion.start(), PROCESS_MILLISECONDS_MAX);
afterAll(close, PROCESS_MILLISECONDS_MAX);

test(
	"a good local set-up, while the companion runs: one object, no failure, exit code 0",
	async () => {
		const { code, output } = await runDoctor({}, "--json");
		const report: unknown = JSON.parse(output);
		expect(fieldOf(report, "ok")).toBe(true);
		const checks = listOf(fieldOf(report, "checks"));
		expect(checks.filter((check) => fieldOf(check, "ok") !== true)).toEqual([]);
		const commands = checks.find((check) => fieldOf(check, "name") === "discord-commands");
		expect(fieldOf(commands, "advice")).toMatch(/^only administrators see/);
		for (const name of ["settings", "roblox-store", "clock", "database-integrity"]) {
			expect(checks).toContainEqual({ name, ok: true, advice: "" });
		}
		const file = checks.find((check) => fieldOf(check, "name") === "database-file");
		expect(fieldOf(file, "advice")).toContain("another process holds it");
		expect(code).toBe(0);
	},
	PROCESS_MILLISECONDS_MAX,
);

test("the intents that the doctor checks are those that the bot logs in with", () => {
	expect(discord.gateway.intents).toBe(BOT_NEEDS.intents.reduce((sum, { bit }) => sum | bit, 0));
});

test(
	"a wrong token and a missing secret: a line for each, exit code 1, and no secret in it",
	async () => {
		const { code, output } = await runDoctor({ DISCORD_TOKEN: "wrong.token", GAME_SECRET: "" });
		const failed = output.split("\n").filter((line) => line.startsWith("FAIL"));
		expect(failed).toHaveLength(2);
		expect(failed[0]).toMatch(/^FAIL settings: GAME_SECRET is missing/);
		expect(failed[1]).toMatch(/^FAIL discord-token: Discord does not know DISCORD_TOKEN/);
		expect(output).toContain("\nok   roblox-key\n");
		for (const secret of ["wrong.token", settings.apiKey, settings.hmacSecret, settings.serviceKey]) {
			expect(output).not.toContain(secret);
		}
		expect(code).toBe(1);
	},
	PROCESS_MILLISECONDS_MAX,
);

test(
	"what it does not know how to do: exit code 2",
	async () => {
		expect(await runDoctor({}, "--fix")).toEqual({ code: 2, output: "The doctor takes --json or nothing.\n" });
	},
	PROCESS_MILLISECONDS_MAX,
);
