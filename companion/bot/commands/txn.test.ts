import { describe, expect, test } from "bun:test";
import type { AuditRow } from "../../audit/audit-view";
import type { CommandLife } from "../../ledger/command-lives";
import type { CommandView } from "../../ledger/command-view";
import type { Actor } from "../../staff/staff-view";
import { commandInteraction, createBotWorld, GUILD, STAFF_MEMBER, typingInteraction } from "../testing/bot-world";
import { START } from "../testing/fake-ports";

type World = ReturnType<typeof createBotWorld>;

const OWNER: Actor = { id: "1", name: "Olga", roleIds: [], isDiscordAdministrator: true };
const OTHER = "300000000000000099";

const COMMAND: CommandView = {
	...{ id: "discord:8", guildId: GUILD, userId: 156, userName: "builder_man", delta: 1_500, reason: "*prize*" },
	...{ actorId: STAFF_MEMBER, actorName: "Mara", state: "committed", balance: 4_000, revision: 12 },
	...{ createdAt: START, settledAt: START + 900 },
};
const LIFE: CommandLife = {
	...{ command: COMMAND, sentAt: START + 200, executor: "job-1", rings: 1, endsAt: START + 86_400_000 },
};
const ROW: AuditRow = {
	...{ rowId: 1_234, userId: 156, userName: "builder_man", born: "b", revision: 12, commandId: "discord:8", seq: 2 },
	...{ source: "discord", kind: "applied", delta: 1_500, balance: 4_000, at: START / 1_000, receivedAt: START + 950 },
};

async function textOf(world: World, id = "discord:8"): Promise<string> {
	await world.use(commandInteraction("txn", { id }));
	return world.replies.lastText();
}

describe("what is said of a command", () => {
	const settled = { settledAt: START + 900, revision: 12, balance: 300 };
	const refused = {
		...LIFE,
		command: { ...COMMAND, ...settled, state: "refused", code: "insufficient-funds" },
	} as const;
	const open = { ...COMMAND, state: "published", settledAt: undefined, balance: undefined } as const;

	test.each([
		["one that took effect: the balance before and after", LIFE, "Balance 2,500 → **4,000**"],
		["where it went", LIFE, "**Sent** 0.2 s later, to game server `job-1`"],
		["when it was settled", LIFE, "**Settled** 0.9 s after it was given, by revision 12 of the wallet"],
		["its receipt", LIFE, "**Receipt** +1,500, row 1,234 of the audit, there 0.9 s after it was given"],
		["one that the companion applied itself", { ...LIFE, executor: "companion" }, "applied by the companion itself"],
		["one that was rung often", { ...LIFE, rings: 4 }, "`job-1`, rung 4 times"],
		["one that was refused: why", refused, "The wallet holds less than that."],
		[
			"one that is open: what it waits for",
			{ ...LIFE, command: { ...open, waiting: "held" } },
			"Waiting: Another server",
		],
		["one that is open: its end", { ...LIFE, command: open }, "It ends by itself <t:1767312000:R>."],
		["one that nobody was sent", { ...LIFE, command: open, sentAt: undefined }, "**Sent** not yet"],
		["one of unknown outcome", { ...LIFE, command: { ...COMMAND, state: "unknown" } }, "cannot be told"],
	] as const)("%s", async (_what, life, words) => {
		const world = createBotWorld();
		world.turns.traced = { life, rows: [ROW] };
		expect(await textOf(world)).toContain(words);
	});

	test("a refused one left the balance as it was", async () => {
		const world = createBotWorld();
		world.turns.traced = { life: refused, rows: [{ ...ROW, kind: "refused", delta: 0, balance: 300 }] };
		expect(await textOf(world)).toContain("Balance **300**, unchanged");
	});

	test("one without a receipt says so", async () => {
		const world = createBotWorld();
		world.turns.traced = { life: LIFE, rows: [] };
		expect(await textOf(world)).toContain("**Receipt** not in the audit yet");
	});

	test("one that only the audit knows is shown from there", async () => {
		const world = createBotWorld();
		world.turns.traced = { rows: [ROW] };
		expect(await textOf(world)).toContain("builder\\_man, balance **4,000**, row 1,234 of the audit");
	});
});

describe("what is typed", () => {
	test.each([
		["discord:8", ["discord:8"]],
		["`discord:8`", ["discord:8"]],
		["contest-1", [`txn:${GUILD}:contest-1`, "discord:contest-1", "contest-1"]],
		["8", [`txn:${GUILD}:8`, "discord:8", "8"]],
	])("%s is looked for as %p", async (typed, ids) => {
		const world = createBotWorld();
		await textOf(world, typed);
		expect(world.tracedIds).toEqual([...ids]);
	});

	test.each([[""], ["a b"], ["é"], ["x".repeat(81)]])("%p is nothing that could be known", async (typed) => {
		const world = createBotWorld();
		expect(await textOf(world, typed)).toContain("txn-unknown");
		expect(world.tracedIds).toEqual([]);
	});
});

describe("who sees what", () => {
	async function withoutAudit(): Promise<World> {
		const world = createBotWorld();
		await world.staff.changeRight(OWNER, { right: "audit", before: "security", after: "administrator" });
		return world;
	}

	test("without `/audit` one's own commands only, and others are told from nothing by nothing", async () => {
		const world = await withoutAudit();
		world.turns.traced = { life: LIFE, rows: [ROW] };
		expect(await textOf(world)).toContain("Done");
		for (const traced of [
			{ life: { ...LIFE, command: { ...COMMAND, actorId: OTHER } }, rows: [ROW] },
			{ rows: [ROW] },
		]) {
			world.turns.traced = traced;
			await world.ports.advance(1_000);
			expect(await textOf(world)).toContain("txn-unknown");
		}
	});

	test("the newest are offered: all, or without `/audit` one's own", async () => {
		for (const [world, actorId] of [
			[createBotWorld(), undefined],
			[await withoutAudit(), STAFF_MEMBER],
		] as const) {
			await world.use(typingInteraction("txn", "id", " buil"));
			expect(world.newestQueries).toEqual([{ actorId, text: "buil", count: 25 }]);
		}
	});

	test("an offer names amount, player, state, who and when, within Discord's limit", async () => {
		const world = createBotWorld();
		const long = { ...COMMAND, id: `txn:${GUILD}:${"k".repeat(40)}`, actorName: "m".repeat(32), createdAt: 0 };
		world.turns.newest = [{ ...COMMAND, createdAt: START - 180_000 }, long];
		await world.use(typingInteraction("txn", "id", ""));
		const sent = world.replies.sent[0];
		const choices = sent?.call === "suggest" ? sent.choices : [];
		expect(choices[0]).toEqual({ name: "+1,500 builder_man · Done · by Mara · 3 min ago", value: "discord:8" });
		expect(choices[1]?.name.length).toBeLessThanOrEqual(100);
	});
});
