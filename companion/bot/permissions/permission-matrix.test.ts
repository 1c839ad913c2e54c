import { describe, expect, test } from "bun:test";
import { isLevel, isNeeded, LEVELS, type Level, type Needed } from "../../staff/levels";
import { RIGHT_NAMES } from "../../staff/rights";
import type { Actor } from "../../staff/staff-view";
import { encodeThaw } from "../commands/unfreeze";
import { encodeLimitChange, encodeRightChange, encodeRoleChange, encodeUndoScope } from "../commands/confirmations";
import { BUTTONS, COMMANDS, MODALS, SELECTS } from "../commands/command-list";
import type { Interaction } from "../interaction";
import { commandInteraction, createBotWorld, GUILD, STAFF_MEMBER, type Caller } from "../testing/bot-world";
import { COLUMNS, EXPECTED, EXPECTED_WHEN_OPEN, type Column } from "./expected";

type World = ReturnType<typeof createBotWorld>;

const OWNER: Actor = { id: "1", name: "Olga", roleIds: [], isDiscordAdministrator: true };
/** The role that is changed. */
const TARGET_ROLE = "210000000000000000";
/** What may not be is refused by one of these. */
const DENIALS = ["not-allowed", "target-too-high", "own-request"];

const roleOf = (level: Level): string => `2200000000000000${LEVELS.indexOf(level) + 10}`;

/** A Discord server where each level has a role. */
async function createGuild(): Promise<World> {
	const world = createBotWorld({ economyRoleIds: [] });
	for (const level of LEVELS) await setRole(world, roleOf(level), level);
	return world;
}

async function setRole({ staff }: World, roleId: string, after: Level | undefined): Promise<void> {
	const changed = await staff.changeRole(OWNER, { roleId, before: staff.levelOfRole(roleId), after });
	expect(changed.ok).toBe(true);
}

async function setNeeded({ staff }: World, right: (typeof RIGHT_NAMES)[number], after: Needed): Promise<void> {
	const changed = await staff.changeRight(OWNER, { right, before: staff.neededFor(right), after });
	expect(changed.ok).toBe(true);
}

function callerIn(column: Column): Caller {
	const roles = isLevel(column) ? [roleOf(column)] : [];
	return { roles, permissions: column === "discord-administrator" ? "8" : "0" };
}

interface Row {
	readonly name: string;
	readonly target: string;
	readonly allowed: readonly Column[];
}

function readTable(table: string): readonly Row[] {
	const [, ...lines] = table.split("\n").filter((line) => line.trim() !== "");
	return lines.map((line) => {
		const [, name = "", target = "", marks = ""] = /^(\S+)\s+(.*?)\s+((?:[x.] ){9}[x.])$/.exec(line) ?? [];
		const cells = marks.split(" ");
		return { name, target, allowed: COLUMNS.filter((_column, index) => cells[index] === "x") };
	});
}

/** Used without any option. */
const PLAIN: readonly string[] = ["audit", "batch", "rights", "status", "diagnose", "help"];

/** Brings about what the target says, and makes the interaction that acts on it. */
async function prepare(world: World, { name, target }: Row, caller: Caller): Promise<Interaction> {
	const [before = "", after = ""] = target.split(" to ");
	if (name === "checklist-role-select") return world.choice("checklist-role", "moderator", TARGET_ROLE, caller);
	if (name === "checklist-give-modal") return world.form("checklist-give", "all", { user: "156" }, caller);
	if (name.startsWith("checklist-")) return world.button(name.replace("-button", ""), "all", caller);
	if (/^role|^setroles/.test(name)) return prepareRole(world, name, levelIn(before), levelIn(after), target, caller);
	if (name === "right-needed-select" || name.startsWith("right-")) {
		return prepareRight(world, name, before, after, caller);
	}
	if (name.startsWith("limit")) return prepareLimit(world, name, target, caller);
	if (name === "txn") return prepareTrace(world, caller);
	if (/-(yes|no)-button$/.test(name)) return prepareApproval(world, name, target, caller);
	if (name.startsWith("reverse")) return prepareReverse(world, name, target, caller);
	if (/-(sure|leave)-button$/.test(name)) return prepareAsked(world, name, caller);
	if (/freeze$|^thaw/.test(name)) return prepareThaw(world, name, target, caller);
	if (/^batch-(begin|drop)/.test(name)) return world.button(name.replace("-button", ""), `${STAFF_MEMBER}.1`, caller);
	if (name.startsWith("batch-")) return world.button(name.replace("-button", ""), "1", caller);
	if (name === "audit-button") return world.button("audit", "5,,,,,,,,", caller);
	const options = PLAIN.includes(name) ? {} : { user: "156", ...(isMoney(name) ? { amount: 5 } : {}) };
	return commandInteraction(name, options, caller);
}

function prepareTrace(world: World, caller: Caller): Interaction {
	const command = { id: "discord:8", userId: 156, userName: "builder_man", delta: 5, reason: "", actorId: "301" };
	const rest = { guildId: "9", actorName: "Ben", state: "committed", createdAt: 0, settledAt: 0 } as const;
	world.turns.traced = { life: { command: { ...command, ...rest }, rings: 1, endsAt: 0 }, rows: [] };
	return commandInteraction("txn", { id: "discord:8" }, caller);
}

function prepareThaw(world: World, name: string, target: string, caller: Caller): Interaction {
	if (target === "to look") return commandInteraction(name, {}, caller);
	const memberId = target === "of himself" ? STAFF_MEMBER : "300000000000000077";
	const level = levelIn(target.replace("of ", "")) ?? "verified_raider";
	const actor: Actor = { ...OWNER, id: memberId, roleIds: [roleOf(level)], isDiscordAdministrator: false };
	world.freeze(actor);
	if (name === "unfreeze") return commandInteraction(name, { member: memberId }, caller);
	const change = { memberId, at: world.staff.listFrozen()[0]?.at ?? 0 };
	return world.button(name.replace("-button", ""), encodeThaw({ askedBy: STAFF_MEMBER, change }), caller);
}

async function prepareApproval(world: World, name: string, target: string, caller: Caller): Promise<Interaction> {
	const id = target === "asked by himself" ? STAFF_MEMBER : "300000000000000077";
	const actor: Actor = { ...OWNER, id, roleIds: [roleOf("administrator")], isDiscordAdministrator: false };
	const delta = name.startsWith("give") ? 200_000 : -200_000;
	const order = { guildId: "9", id: "discord:1", userId: 156, userName: "builder_man", reason: "", delta, actor };
	expect((await world.approvals.ask(order)).ok).toBe(true);
	world.turns.asker = actor;
	return world.button(name.replace("-button", ""), "discord:1", caller);
}

const isMoney = (name: string): boolean => name === "give" || name === "deduct";

const levelIn = (word: string): Level | undefined => (isLevel(word) ? word : undefined);

async function prepareAsked(world: World, name: string, caller: Caller): Promise<Interaction> {
	const order = { guildId: GUILD, id: "discord:1", userId: 156, userName: "builder_man", reason: "" };
	await world.askedOrders.keep({ ...order, delta: name.startsWith("give") ? 5 : -5 });
	return world.button(name.replace("-button", ""), `${STAFF_MEMBER}.1`, caller);
}

async function prepareRole(
	world: World,
	name: string,
	before: Level | undefined,
	after: Level | undefined,
	target: string,
	caller: Caller,
): Promise<Interaction> {
	if (target === "to look") return commandInteraction(name, {}, caller);
	await setRole(world, TARGET_ROLE, before);
	if (name === "setroles") {
		return commandInteraction(name, { role: TARGET_ROLE, level: after ?? "none" }, caller);
	}
	const payload = encodeRoleChange({ askedBy: STAFF_MEMBER, change: { roleId: TARGET_ROLE, before, after } });
	return world.button(name.replace("-button", ""), payload, caller);
}

async function prepareRight(
	world: World,
	name: string,
	before: string,
	after: string,
	caller: Caller,
): Promise<Interaction> {
	if (!isNeeded(before) || !isNeeded(after)) throw new Error(`no levels: ${before}, ${after}`);
	await setNeeded(world, "balance", before);
	if (name === "right-needed-select") return world.choice("right-needed", "balance", after, caller);
	const payload = encodeRightChange({ askedBy: STAFF_MEMBER, change: { right: "balance", before, after } });
	return world.button(name.replace("-button", ""), payload, caller);
}

function prepareLimit(world: World, name: string, target: string, caller: Caller): Interaction {
	const level = levelIn(target.replace("of ", ""));
	if (level === undefined) return commandInteraction(name, {}, caller);
	if (name === "limits") return commandInteraction(name, { level, limit: "command", amount: 7 }, caller);
	const change = { level, kind: "command", before: world.staff.limitsOf(level).command, after: 7 } as const;
	const payload = encodeLimitChange({ askedBy: STAFF_MEMBER, change });
	return world.button(name.replace("-button", ""), payload, caller);
}

function prepareReverse(world: World, name: string, target: string, caller: Caller): Interaction {
	const level = levelIn(target.replace("of ", ""));
	const actorId = target === "his own" ? STAFF_MEMBER : "300000000000000099";
	world.undo.doings = { actorId, levels: [level] };
	if (name === "reverse") return commandInteraction(name, { command: "discord:8" }, caller);
	if (name === "reverse-stop-button" || name === "reverse-look-button") {
		return world.button(name.replace("-button", ""), "3", caller);
	}
	const change = { kind: "command", number: 7, createdAt: 1 } as const;
	return world.button(name.replace("-button", ""), encodeUndoScope({ askedBy: STAFF_MEMBER, change }), caller);
}

/** Who gets through, by trying it as everybody. */
async function findAllowed(row: Row, openTo?: Level): Promise<readonly Column[]> {
	const allowed: Column[] = [];
	for (const column of COLUMNS) {
		const world = await createGuild();
		if (openTo !== undefined) {
			await setNeeded(world, "setroles", openTo);
			await setNeeded(world, "rights", openTo);
		}
		await world.use(await prepare(world, row, callerIn(column)));
		const code = /^-# ([a-z-]+)$/m.exec(world.replies.lastText())?.[1];
		if (code === undefined) allowed.push(column);
		else expect(DENIALS).toContain(code);
	}
	return allowed;
}

const ROWS = readTable(EXPECTED);

test("the matrix has every command, button, list and form, and no others", () => {
	const names = [
		...COMMANDS.map(({ data }) => data.name),
		...BUTTONS.map(({ prefix }) => `${prefix}-button`),
		...SELECTS.map(({ prefix }) => `${prefix}-select`),
		...MODALS.map(({ prefix }) => `${prefix}-modal`),
	];
	expect([...new Set(ROWS.map(({ name }) => name))].sort()).toEqual(names.sort());
});

describe("as usual", () => {
	test.each(ROWS.map((row) => [row.name, row.target, row] as const))("%s, %s", async (_name, _target, row) => {
		expect(await findAllowed(row)).toEqual([...row.allowed]);
	});
});

describe("where officers may change roles and rights", () => {
	const rows = readTable(EXPECTED_WHEN_OPEN);
	test.each(rows.map((row) => [row.name, row.target, row] as const))("%s, %s", async (_name, _target, row) => {
		expect(await findAllowed(row, "officer")).toEqual([...row.allowed]);
	});
});

/** They move no coins, and whoever owns the server has to get at them somehow. */
const FOR_DISCORD_ADMINISTRATORS: readonly string[] = [
	"setroles",
	"rights",
	"limits",
	"unfreeze",
	"status",
	"diagnose",
	"help",
];

/** Places in the columns, not in the code's list: a right that needs the level at one place is for those up to it. */
describe("a right follows the level it is set to", () => {
	test.each(
		RIGHT_NAMES.flatMap((right) => [...COLUMNS.slice(0, 8), "closed"].map((needed) => [right, needed] as const)),
	)("%s for %s", async (right, needed) => {
		const world = await createGuild();
		if (!isNeeded(needed)) throw new Error(needed);
		await setNeeded(world, right, needed);
		const last = needed === "closed" ? -1 : COLUMNS.indexOf(needed);
		const isForDiscord = FOR_DISCORD_ADMINISTRATORS.includes(right);
		const actual = COLUMNS.filter((column) => {
			const roleIds = callerIn(column).roles ?? [];
			const actor = { ...OWNER, roleIds, isDiscordAdministrator: column === "discord-administrator" };
			return world.staff.findRefusal(actor, right) === undefined;
		});
		expect(actual).toEqual([...COLUMNS.slice(0, last + 1), ...(isForDiscord ? [COLUMNS[9]] : [])]);
	});
});

describe("the ledger asks for the right once more", () => {
	test.each(["give", "deduct"] as const)("%s", async (right) => {
		const world = await createGuild();
		const row = ROWS.find(({ name }) => name === right);
		const taken: Column[] = [];
		for (const [index, column] of COLUMNS.entries()) {
			const roleIds = callerIn(column).roles ?? [];
			const actor = { ...OWNER, roleIds, isDiscordAdministrator: column === "discord-administrator" };
			const order = { guildId: "9", id: `txn:9:${index}`, userId: 156, userName: "builder_man", reason: "" };
			const delta = right === "give" ? 5 : -5;
			const submission = await world.staffLedger.submit({ ...order, delta, actor });
			if (submission.kind === "accepted") taken.push(column);
		}
		expect(taken).toEqual([...(row?.allowed ?? [])]);
	});
});
