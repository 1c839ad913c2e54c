import { describe, expect, test } from "bun:test";
import type { AuditRow } from "../../audit/audit-view";
import { commandInteraction, createBotWorld } from "../testing/bot-world";
import { START } from "../testing/fake-ports";

const ROW: AuditRow = {
	rowId: 7,
	userId: 156,
	userName: "builder_man",
	born: "b",
	revision: 3,
	commandId: "discord:8",
	seq: 2,
	source: "discord",
	kind: "applied",
	delta: -1_500,
	balance: 3_000,
	actor: "discord:3",
	actorName: "Mara",
	reason: "fine *again*",
	at: START / 1_000,
	receivedAt: START,
};
const FIRST_LINE = "<t:1767225600:f> **−1,500** builder\\_man · = 3,000";

describe("/audit", () => {
	test("shows one line an entry, to the member alone", async () => {
		const world = createBotWorld();
		const refused: AuditRow = { ...ROW, kind: "refused", code: "insufficient-funds", delta: 0, reason: "" };
		const { commandId: _id, actorName: _name, ...byGame } = { ...ROW, actor: "game", reason: "quest", delta: 10 };
		world.turns.page = { rows: [ROW, refused, byGame] };
		await world.use(commandInteraction("audit", {}));
		expect(world.replies.sent[0]).toEqual({ call: "defer", ephemeral: true });
		expect(world.replies.lastText()).toBe(
			[
				"Audit",
				`${FIRST_LINE} · Mara · fine \\*again\\* · \`discord:8\``,
				"<t:1767225600:f> **0** builder\\_man · = 3,000 · refused: insufficient-funds · Mara · `discord:8`",
				"<t:1767225600:f> **+10** builder\\_man · = 3,000 · game · quest",
			].join("\n"),
		);
	});

	test.each([
		[{}, { userId: undefined, limit: 5, cursor: undefined }],
		[{ limit: 20 }, { userId: undefined, limit: 20, cursor: undefined }],
		[
			{ user: "builder_man", limit: 1 },
			{ userId: 156, limit: 1, cursor: undefined },
		],
	])("with %p asks for %p", async (options, query) => {
		const world = createBotWorld();
		await world.use(commandInteraction("audit", options));
		expect(world.auditQueries).toMatchObject([JSON.parse(JSON.stringify(query))]);
	});

	test("looks up players whom no command ever named, and shows the id of those it cannot", async () => {
		const world = createBotWorld();
		const { userName: _name, ...nameless } = ROW;
		world.turns.page = { rows: [nameless] };
		await world.use(commandInteraction("audit", {}));
		expect(world.replies.lastText()).toStartWith(`Audit\n${FIRST_LINE}`);
		world.turns.player = "lookup-failed";
		await world.ports.advance(1_000);
		await world.use(commandInteraction("audit", {}));
		expect(world.replies.lastText()).toStartWith("Audit\n<t:1767225600:f> **−1,500** 156 · = 3,000");
	});

	test("shows entries of erased people without their names", async () => {
		const world = createBotWorld();
		const { userName: _name, userId: _id, actor: _actor, actorName: _by, reason: _why, ...erased } = ROW;
		world.turns.page = { rows: [erased] };
		await world.use(commandInteraction("audit", {}));
		expect(world.replies.lastText()).toBe("Audit\n<t:1767225600:f> **−1,500** erased · = 3,000 · erased · `discord:8`");
	});

	test("without entries says so", async () => {
		const world = createBotWorld();
		await world.use(commandInteraction("audit", { user: "156" }));
		expect(world.replies.lastText()).toBe("Audit · builder\\_man\nNo transactions.");
	});

	test("of a player nobody knows is refused", async () => {
		const world = createBotWorld();
		world.turns.player = "unknown-user";
		await world.use(commandInteraction("audit", { user: "nobody" }));
		expect(world.replies.lastText()).toContain("Roblox knows no such player, or has closed the account.");
		expect(world.auditQueries).toEqual([]);
	});

	test("fits twenty usual entries with the longest reasons into one embed", async () => {
		const world = createBotWorld();
		const row = { ...ROW, commandId: "discord:1234567890123456789", reason: "*👩‍👩‍👧‍👦_".repeat(50) };
		world.turns.page = { rows: Array.from({ length: 20 }, () => row) };
		await world.use(commandInteraction("audit", { limit: 20 }));
		const text = world.replies.lastText();
		expect(text.split("\n")).toHaveLength(21);
		expect(text).toContain("…");
	});

	test("drops no entry when everything is as long as it can be", async () => {
		const world = createBotWorld();
		const row: AuditRow = {
			...ROW,
			userName: "_".repeat(20),
			actorName: "*".repeat(32),
			commandId: "k".repeat(80),
			delta: -9_007_199_254_740_991,
			balance: 9_007_199_254_740_991,
			reason: "~".repeat(200),
		};
		world.turns.page = { rows: Array.from({ length: 20 }, () => row), nextCursor: "c".repeat(40) };
		await world.use(commandInteraction("audit", { limit: 20 }));
		const entries = world.replies
			.lastText()
			.split("\n")
			.filter((line) => line.startsWith("<t:"));
		expect(entries).toHaveLength(20);
	});
});

describe("paging", () => {
	test("the first page leads on, and later pages lead back too", async () => {
		const world = createBotWorld();
		world.turns.page = { rows: [ROW], nextCursor: "c-3" };
		await world.use(commandInteraction("audit", { user: "156", limit: 1 }));
		expect(lastButtons(world)).toEqual([["Older", "1,4c,,,,,,,c-3"]]);

		world.turns.page = { rows: [ROW], nextCursor: "c-2" };
		await world.use(world.button("audit", "1,4c,,,,,,,c-3"));
		expect(world.auditQueries.at(-1)).toMatchObject({ userId: 156, limit: 1, cursor: "c-3" });
		expect(lastButtons(world)).toEqual([
			["Newest", "1,4c,,,,,,,"],
			["Older", "1,4c,,,,,,,c-2"],
		]);
	});

	test("a button edits its own message", async () => {
		const world = createBotWorld();
		await world.use(world.button("audit", "5,,,,,,,,"));
		expect(world.replies.sent.map(({ call }) => call)).toEqual(["deferUpdate", "edit"]);
	});

	test("a page whose heading cannot be looked up is shown by id", async () => {
		const world = createBotWorld();
		world.turns.player = "lookup-failed";
		world.turns.page = { rows: [ROW] };
		await world.use(world.button("audit", "5,4c,,,,,,,"));
		expect(world.replies.lastText()).toStartWith(`Audit · 156\n${FIRST_LINE}`);
	});

	test("a cursor the audit does not know is refused", async () => {
		const world = createBotWorld();
		world.turns.page = undefined;
		await world.use(world.button("audit", "5,4c,,,,,,,x"));
		expect(world.replies.lastText()).toContain("malformed");
	});

	test("what is not a page is refused", async () => {
		const world = createBotWorld();
		await world.use(world.button("audit", "5,,,,,stolen,,,"));
		expect(world.replies.lastText()).toContain("malformed");
		expect(world.auditQueries).toEqual([]);
	});

	test("without room for a button it is said how to go on", async () => {
		const world = createBotWorld();
		world.turns.page = { rows: [ROW], nextCursor: "c".repeat(40) };
		const options = {
			user: "156",
			by: "9".repeat(20),
			since: "2026-01-01",
			until: "1m",
			amount: 9_007_199_254_740_991,
		};
		await world.use(commandInteraction("audit", options));
		expect(lastButtons(world)).toEqual([]);
		expect(world.replies.lastText()).toContain("There are older ones.");
	});
});

const NOW = START / 1_000;

describe("what is asked for", () => {
	test.each([
		[{ by: "300000000000000001" }, { actor: "discord:300000000000000001" }],
		[{ kind: "taken" }, { kind: "taken" }],
		[{ amount: 500 }, { amountMin: 500 }],
		[{ words: '  "season"  prize, *Ava*: OR -1' }, { words: "season prize Ava OR 1" }],
		[{ since: "2h" }, { from: NOW - 7_200 }],
		[
			{ since: "7d", until: "30m" },
			{ from: NOW - 604_800, to: NOW - 1_800 },
		],
		[
			{ since: "2026-01-01", until: "2026-01-02" },
			{ from: NOW, to: NOW + 86_400 },
		],
	])("%p becomes %p, on later pages too", async (options, filter) => {
		const world = createBotWorld();
		world.turns.page = { rows: [ROW], nextCursor: "t-1-1" };
		await world.use(commandInteraction("audit", options));
		await world.use(world.button("audit", lastButtons(world)[0]?.[1] ?? ""));
		expect(world.auditQueries).toMatchObject([filter, { ...filter, cursor: "t-1-1" }]);
	});

	test.each([
		[{ since: "yesterday" }, "time-malformed"],
		[{ since: "2026-13-01" }, "time-malformed"],
		[{ until: "-1h" }, "time-malformed"],
		[{ amount: 0 }, "amount-too-small"],
		[{ kind: "stolen" }, "malformed"],
		[{ words: "" }, "words-malformed"],
		[{ words: "*,:" }, "words-malformed"],
		[{ words: "one two three four five six seven eight nine" }, "words-malformed"],
		[{ by: "@mara" }, "malformed"],
		[{ file: "exe" }, "malformed"],
	])("%p is refused as %s", async (options, code) => {
		const world = createBotWorld();
		await world.use(commandInteraction("audit", options));
		expect(world.replies.lastText()).toContain(`-# ${code}`);
		expect(world.auditQueries).toEqual([]);
	});

	test.each([
		[{ rowId: 1_200, rowsBehind: 0 }, "Words are known up to row 1,200 of the audit, all there are."],
		[{ rowId: 1_200, rowsBehind: 1 }, "Words are known up to row 1,200 of the audit, 1 newer row not yet."],
		[{ rowId: 0, rowsBehind: 34 }, "Words are known up to row 0 of the audit, 34 newer rows not yet."],
	])("with words it is said how far they are known: %p", async (digest, sentence) => {
		for (const options of [{}, { file: "csv" }]) {
			for (const rows of [[], [ROW]]) {
				const world = createBotWorld();
				world.turns.page = { rows, digest };
				await world.use(commandInteraction("audit", { words: "prize", ...options }));
				await world.ports.advance(1);
				expect(world.replies.lastText()).toContain(sentence);
			}
		}
	});

	test("a page on which hardly anything passes leads on", async () => {
		const world = createBotWorld();
		world.turns.page = { rows: [], nextCursor: "t-1-1" };
		await world.use(commandInteraction("audit", { kind: "refused" }));
		expect(world.replies.lastText()).toContain("None among the newest that were looked at.");
		expect(lastButtons(world)).toHaveLength(1);
	});
});

describe("as a file", () => {
	function fileOf(world: ReturnType<typeof createBotWorld>): string {
		const sent = world.replies.sent.at(-1);
		const file = sent !== undefined && "body" in sent ? sent.body.file : undefined;
		return file === undefined ? "" : `${file.name}\n${new TextDecoder().decode(file.content)}`;
	}

	test("it holds every row that was asked for, safe for spreadsheets", async () => {
		const world = createBotWorld();
		world.turns.page = { rows: [{ ...ROW, reason: "=1+1" }, ROW] };
		await world.use(commandInteraction("audit", { user: "156", kind: "taken", file: "csv" }));
		await world.ports.advance(1);
		expect(world.auditQueries).toMatchObject([{ userId: 156, kind: "taken" }]);
		const [name, head, first] = fileOf(world).split(/\r?\n/);
		expect([name, head?.split(",")[0]]).toEqual(["audit.csv", "rowId"]);
		expect(first).toContain(",'=1+1,");
		expect(world.replies.lastText()).toContain("2 rows, newest first.");
	});

	test("what does not fit into what Discord takes is cut, and said", async () => {
		const world = createBotWorld();
		world.turns.page = { rows: Array.from({ length: 100 }, () => ({ ...ROW, reason: "x".repeat(200_000) })) };
		await world.use(commandInteraction("audit", { file: "ndjson" }));
		await world.ports.advance(1);
		expect(world.replies.lastText()).toContain("Older ones did not fit");
		expect(fileOf(world).length).toBeLessThanOrEqual(10 * 1_048_576);
	});
});

function lastButtons(world: ReturnType<typeof createBotWorld>): (readonly [string, string])[] {
	return world.buttons().map(([label, id]) => [label, typeof id === "string" ? id : id.payload] as const);
}
