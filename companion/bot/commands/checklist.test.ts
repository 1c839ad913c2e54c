import { describe, expect, test } from "bun:test";
import { buttonInteraction, createBotWorld, GUILD, MARA, modalInteraction, STAFF_ROLE } from "../testing/bot-world";
import { START } from "../testing/fake-ports";

type World = ReturnType<typeof createBotWorld>;

const ID = "800000000000000001";
const NAME = { user: "builder_man" };
const HOUR = 3_600_000;

/** Presses the checklist's third button, and answers with the custom id of the form that comes. */
async function openForm(world: World): Promise<string> {
	await world.use(world.button("checklist-coin", "all"));
	const opened = world.replies.sent.at(-1);
	if (opened?.call !== "openModal") throw new Error("no form");
	return opened.modal.custom_id;
}

const submitted = (world: World) => world.ledger.requests.map(({ id }) => id);

describe("the test with one coin", () => {
	test("opens a form as its first and only answer, for whoever may give", async () => {
		const world = createBotWorld();
		await openForm(world);
		expect(world.replies.sent.map(({ call }) => call)).toEqual(["openModal"]);
		await world.use(world.button("checklist-coin", "all", { roles: [] }));
		expect(world.replies.sent.at(-1)).toMatchObject({ call: "reply", ephemeral: true });
		expect(world.replies.lastText()).toContain("not-allowed");
	});

	test("gives the player who is named one coin, in the open, as /give does", async () => {
		const world = createBotWorld();
		await world.use(modalInteraction(await openForm(world), NAME, { id: ID }));
		expect(world.replies.sent[1]).toEqual({ call: "defer", ephemeral: false });
		expect(world.ledger.requests).toEqual([
			{
				...{ guildId: GUILD, id: `discord:${ID}`, userId: 156, userName: "builder_man", delta: 1 },
				...{ reason: "Test with one coin", actorId: MARA.id, actorName: "Mara", actorLevel: "moderator" },
			},
		]);
		world.ledger.change(`discord:${ID}`, { state: "committed", balance: 1, settledAt: START });
		await world.ports.settle();
		expect(world.replies.lastText()).toStartWith("+1 builder\\_man · Done\nBalance **1**");
	});

	test("asks before a second coin within two minutes, as /give does", async () => {
		const world = createBotWorld();
		world.ledger.twin = {
			...{ id: "discord:7", guildId: GUILD, userId: 156, userName: "builder_man", delta: 1, reason: "" },
			...{ actorId: "9", actorName: "Olga", state: "committed", balance: 1, createdAt: START - 60_000 },
		};
		await world.use(modalInteraction(await openForm(world), NAME));
		expect(world.replies.lastText()).toStartWith("Again? +1 builder\\_man");
		expect(submitted(world)).toEqual([]);
	});

	test("is refused by the same limits as /give", async () => {
		const world = createBotWorld();
		const form = await openForm(world);
		world.freeze(MARA);
		await world.use(modalInteraction(form, NAME));
		expect(world.replies.lastText()).toContain("frozen");
		expect(submitted(world)).toEqual([]);
	});
});

describe("a form that was sent", () => {
	test.each([
		["with no name", {}, "unknown-user"],
		["with a mention", { user: "<@300000000000000001>" }, "user-not-linked"],
		["with what is no name", { user: "two words" }, "unknown-user"],
		["under another field", { player: "builder_man" }, "unknown-user"],
	])("%s is refused at once, seen by the member alone", async (_name, typed, code) => {
		const world = createBotWorld();
		await world.use(modalInteraction(await openForm(world), typed));
		expect(world.replies.sent.at(-1)).toMatchObject({ call: "reply", ephemeral: true });
		expect(world.replies.lastText()).toContain(code);
		expect(submitted(world)).toEqual([]);
	});

	test("in another Discord server is refused", async () => {
		const world = createBotWorld();
		await world.use(modalInteraction(await openForm(world), NAME, { guildId: "100000000000000002" }));
		expect(world.replies.lastText()).toContain("wrong-guild");
		expect(submitted(world)).toEqual([]);
	});

	test("after the right was lost is refused", async () => {
		const world = createBotWorld();
		const form = await openForm(world);
		const change = { right: "give", before: "moderator", after: "administrator" } as const;
		expect((await world.staff.changeRight({ ...MARA, isDiscordAdministrator: true }, change)).ok).toBe(true);
		await world.use(modalInteraction(form, NAME));
		expect(world.replies.lastText()).toContain("not-allowed");
		expect(submitted(world)).toEqual([]);
	});

	test("by whoever lost his role meanwhile is refused", async () => {
		const world = createBotWorld();
		await world.use(modalInteraction(await openForm(world), NAME, { roles: [] }));
		expect(world.replies.lastText()).toContain("not-allowed");
		expect(submitted(world)).toEqual([]);
	});

	test("holds for an hour", async () => {
		const world = createBotWorld();
		const form = await openForm(world);
		await world.ports.advance(HOUR - 1_000);
		await world.use(modalInteraction(form, NAME));
		expect(submitted(world)).toHaveLength(1);
		await world.ports.advance(1_000);
		await world.use(modalInteraction(form, NAME));
		expect(world.replies.lastText()).toContain("button-expired");
		expect(submitted(world)).toHaveLength(1);
	});

	test.each([
		["a form's id on a button", async (world: World) => buttonInteraction(await openForm(world))],
		["a button's id on a form", (world: World) => world.form("checklist-coin", "all", NAME)],
		["an id that somebody made up", () => modalInteraction("checklist-give:all:zzzzzz:AAAAAAAAAAAA", NAME)],
	])("with %s is refused", async (_name, make) => {
		const world = createBotWorld();
		await world.use(await make(world));
		expect(world.replies.lastText()).toContain("button-unknown");
		expect(submitted(world)).toEqual([]);
	});

	test("and delivered twice gives once", async () => {
		const world = createBotWorld();
		const sent = modalInteraction(await openForm(world), NAME, { id: ID });
		await world.use(sent);
		await world.use(sent);
		expect(submitted(world)).toEqual([`discord:${ID}`]);
	});

	test("and delivered again to the next process is left to the reply that waits", async () => {
		const world = createBotWorld();
		const sent = modalInteraction(await openForm(world), NAME, { id: ID });
		const address = { applicationId: sent.applicationId, token: sent.token };
		await world.pendingReplies.add({ commandId: `discord:${ID}`, address, createdAt: START, asker: undefined });
		await world.use(sent);
		expect(submitted(world)).toEqual([]);
	});

	test("whose first answer Discord does not take gives nothing", async () => {
		const world = createBotWorld();
		const form = await openForm(world);
		world.replies.nextResults.push({ ok: false, retriable: false, code: "10062" });
		await world.use(modalInteraction(form, NAME));
		expect(submitted(world)).toEqual([]);
	});
});

test("a form that Discord does not take is told to the log, and nothing follows", async () => {
	const world = createBotWorld();
	world.replies.nextResults.push({ ok: false, retriable: false, code: "10062" });
	await world.use(world.button("checklist-coin", "all", { roles: [STAFF_ROLE] }));
	expect(world.replies.sent.map(({ call }) => call)).toEqual(["openModal"]);
	expect(world.ports.logged).toMatchObject([
		{ event: "first-answer-failed", facts: { code: "10062" } },
		{ event: "interaction", facts: { name: "checklist-coin-button", outcome: "first-answer-failed" } },
	]);
});
