import { describe, expect, test } from "bun:test";
import { buttonInteraction, commandInteraction, createBotWorld, typingInteraction } from "../testing/bot-world";
import { START } from "../testing/fake-ports";
import { decodeUndoScope, encodeUndoScope } from "./confirmations";

const THIEF = "300000000000000002";
const MINUTE = 60_000;

type World = ReturnType<typeof createBotWorld>;

function confirmId(world: World): string {
	const sent = world.replies.sent.at(-1);
	const [button] = sent !== undefined && "body" in sent ? (sent.body.components[0]?.components ?? []) : [];
	if (button === undefined) throw new Error("there is no button");
	return button.custom_id;
}

async function ask(options: Record<string, string>): Promise<World> {
	const world = createBotWorld();
	world.undo.doings = { actorId: THIEF, levels: ["team"] };
	await world.use(commandInteraction("reverse", options));
	return world;
}

describe("what is chosen", () => {
	test.each([
		["since then", { actor: THIEF, from: "2h" }, { from: START - 120 * MINUTE, to: START }],
		["until then", { actor: THIEF, from: "2h", to: "30m" }, { from: START - 120 * MINUTE, to: START - 30 * MINUTE }],
		[
			"until a time to come",
			{ actor: THIEF, from: "2h", to: "<t:1999999999:f>" },
			{ from: START - 120 * MINUTE, to: START },
		],
		["the longest", { actor: THIEF, from: "7d" }, { from: START - 7 * 1_440 * MINUTE, to: START }],
		["a mention", { actor: `<@${THIEF}>`, from: "1m" }, { from: START - MINUTE, to: START }],
	] as const)("a window: %s", async (_name, options, window) => {
		const world = await ask(options);
		expect(world.undo.planFor).toEqual([{ kind: "actor", actorId: THIEF, ...window }]);
	});

	test.each([
		["reverse-what", {}],
		["reverse-what", { actor: THIEF }],
		["reverse-what", { from: "2h" }],
		["window-wrong", { actor: THIEF, from: "1h", to: "2h" }],
		["window-wrong", { actor: THIEF, from: "2h", to: "2h" }],
		["window-wrong", { actor: THIEF, from: "8d" }],
		["window-wrong", { actor: THIEF, from: "2027-01-01" }],
		["unknown-staff", { actor: "Mallory", from: "2h" }],
		["time-malformed", { actor: THIEF, from: "soon" }],
		["txn-unknown", { command: "discord:9" }],
		["txn-unknown", { command: " " }],
	])("%s: %p", async (code, options) => {
		const world = await ask(options);
		expect(world.replies.lastText()).toContain(`-# ${code}`);
		expect(world.undo.planFor).toEqual([]);
	});
});

describe("the button", () => {
	test("has room for the longest ids there are", () => {
		const scope = { kind: "actor", actorId: "9".repeat(20), from: START - 1, to: START } as const;
		const confirmation = { askedBy: "8".repeat(20), change: scope };
		expect(decodeUndoScope(encodeUndoScope(confirmation))).toEqual(confirmation);
		const world = createBotWorld();
		const payload = encodeUndoScope(confirmation);
		expect(world.customIds.make({ prefix: "reverse-keep", payload }, 300).length).toBeLessThanOrEqual(100);
		const one = {
			askedBy: "8",
			change: { kind: "command", number: Number.MAX_SAFE_INTEGER, createdAt: START },
		} as const;
		expect(decodeUndoScope(encodeUndoScope(one))).toEqual(one);
	});

	test("is only for whoever asked, for five minutes", async () => {
		const world = await ask({ actor: THIEF, from: "2h" });
		const id = confirmId(world);
		await world.use(buttonInteraction(id, { member: "300000000000000099" }));
		expect(world.replies.lastText()).toContain("-# not-yours");
		await world.ports.advance(301_000);
		await world.use(buttonInteraction(id));
		expect(world.replies.lastText()).toContain("-# button-expired");
		expect(world.undo.begun).toEqual([]);
	});

	test("begins what was shown", async () => {
		const world = await ask({ actor: THIEF, from: "2h" });
		await world.use(buttonInteraction(confirmId(world)));
		expect(world.undo.begun).toEqual(world.undo.planFor);
	});

	test("for an undo that is not known", async () => {
		const world = createBotWorld();
		await world.use(world.button("reverse-look", "404"));
		expect(world.replies.lastText()).toContain("-# not-found");
	});
});

describe("typing", () => {
	const offered = (world: World) =>
		world.replies.sent.flatMap((sent) => (sent.call === "suggest" ? sent.choices.map(({ name }) => name) : []));

	async function type(option: string, typed: string): Promise<readonly string[]> {
		const world = createBotWorld();
		world.undo.actors = [
			{ id: THIEF, name: "Mallory", newestAt: START - 90_000 },
			{ id: "4", name: "Mara", newestAt: START - 3 * 86_400_000 },
		];
		await world.use(typingInteraction("reverse", option, typed));
		return offered(world);
	}

	test.each([
		["actor", "", ["Mallory · last 90 s ago", "Mara · last 3 d ago"]],
		["actor", "mar", ["Mara · last 3 d ago"]],
		["from", "1", ["15m ago", "1h ago", "12h ago", "1d ago"]],
		["to", "30", ["30m ago"]],
	])("%s %p", async (option, typed, names) => {
		expect(await type(option, typed)).toEqual([...names]);
	});
});
