import { describe, expect, test } from "bun:test";
import { fail, ok, type Result } from "../../shared/result";
import type { LogEntry } from "../ports";
import { createFakeTime } from "../testing/fake-time";
import { createKeySet } from "./key-set";
import { createSecretsWatch } from "./watch-secrets";

const [OLD, NEW] = ["old-secret-".repeat(4), "new-secret-".repeat(4)];

function textOf(hmac: string, game = OLD): string {
	return `HMAC_SECRET=${hmac}\nGAME_SECRET=${game}\nAPI_SERVICE_KEY=${OLD}\n`;
}

const BEFORE = textOf(`k1:${OLD}`);
const AFTER = textOf(`k2:${NEW},k1:${OLD}`, `${NEW},${OLD}`);

/** A companion that was started with this file, and looks at it once a second. */
async function watch() {
	const time = createFakeTime(0);
	const log: LogEntry[] = [];
	const keySet = createKeySet({
		hmacSecrets: [{ id: "k1", secret: OLD }],
		gameSecrets: [OLD],
		serviceKeys: [OLD],
	});
	let file: Result<string, string> = ok(BEFORE);
	const watching = createSecretsWatch(
		{ timers: time.timers, log: (entry) => log.push(entry), readSecrets: () => file },
		keySet,
	);
	watching.start();
	await time.advance(5_000);
	return {
		time,
		log,
		watching,
		ids: () =>
			keySet
				.keys()
				.hmacSecrets.map(({ id }) => id)
				.join(),
		/** Each text is what the file says for a second. */
		say: async (...texts: readonly (string | { readonly code: string })[]) => {
			for (const text of texts) {
				file = typeof text === "string" ? ok(text) : fail(text.code);
				await time.advance(1_000);
			}
		},
	};
}

test("a file that stays as it was is nothing to talk about", async () => {
	const { ids, log, say } = await watch();
	await say(BEFORE, BEFORE, `# a remark\n${BEFORE}`, `# a remark\n${BEFORE}`);
	expect([ids(), log]).toEqual(["k1", []]);
});

test("a change is taken once it was there twice in a row, and said without its secrets", async () => {
	const { ids, log, say } = await watch();
	await say(AFTER);
	expect(ids()).toBe("k1");
	await say(AFTER, AFTER, AFTER);
	expect(ids()).toBe("k2,k1");
	const facts = { hmacSecretIds: "k2,k1", gameSecrets: 2, serviceKeys: 1 };
	expect(log).toEqual([{ level: "info", event: "secrets-taken", facts }]);
});

test.each([
	["a file that is emptied and written again", ["", AFTER, AFTER]],
	["a file that grows", [AFTER.slice(0, 40), AFTER.slice(0, -20), AFTER, AFTER]],
	["a file that another one is put in the place of", [{ code: "ENOENT" }, AFTER, AFTER]],
])("%s is not judged before it is done", async (_name, texts) => {
	const { ids, log, say, watching } = await watch();
	await say(...texts);
	expect([ids(), watching.trouble(), log.length]).toEqual(["k2,k1", undefined, 1]);
});

describe("what cannot be taken", () => {
	const BAD = [
		["no file", { code: "ENOENT" }, "unreadable"],
		["a file of somebody else", { code: "EACCES" }, "unreadable"],
		["an empty file", "", "malformed"],
		["a line less", BEFORE.replace(/GAME_SECRET=.*\n/, ""), "malformed"],
		["a short secret", textOf(`k1:${OLD},k2:short`), "malformed"],
		["another secret under the same id", textOf(`k1:${NEW}`), "reused-id"],
	] as const;

	test.each(BAD)(
		"%s: changes nothing, is said once, and is over with the next good file",
		async (_name, text, code) => {
			const { ids, log, say, watching } = await watch();
			await say(text, text, text, text);
			expect([ids(), watching.trouble()]).toEqual(["k1", code]);
			expect(log).toMatchObject([{ level: "error", event: "secrets-refused", facts: { code } }]);
			expect(JSON.stringify(log)).not.toMatch(/old-secret|new-secret/);
			await say(BEFORE, BEFORE);
			expect([ids(), watching.trouble(), log[1]?.event]).toEqual(["k1", undefined, "secrets-taken"]);
			await say(AFTER, AFTER);
			expect(ids()).toBe("k2,k1");
		},
	);

	test("each new mistake is said, and the same one again after a good file", async () => {
		const { log, say } = await watch();
		await say("", "", textOf("short"), textOf("short"), BEFORE, BEFORE, "", "");
		expect(log.map(({ event }) => event)).toEqual([
			"secrets-refused",
			"secrets-refused",
			"secrets-taken",
			"secrets-refused",
		]);
	});
});

test("stopped, it looks no more", async () => {
	const { ids, say, time, watching } = await watch();
	watching.stop();
	await say(AFTER, AFTER, AFTER);
	expect([ids(), time.pending()]).toEqual(["k1", []]);
});

test("without a file there is nothing to look at", () => {
	const time = createFakeTime(0);
	const keySet = createKeySet({
		hmacSecrets: [{ id: "k1", secret: OLD }],
		gameSecrets: [OLD],
		serviceKeys: [OLD],
	});
	const watching = createSecretsWatch({ timers: time.timers, log: () => undefined }, keySet);
	watching.start();
	expect([watching.isOn, watching.trouble(), time.pending()]).toEqual([false, undefined, []]);
	watching.stop();
});
