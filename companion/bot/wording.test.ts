import { expect, test } from "bun:test";
import { ok } from "../../shared/result";
import type { Receipt } from "../../shared/wallet/receipt";
import type { AuditRow } from "../audit/audit-view";
import type { CommandView } from "../ledger/command-view";
import type { Actor } from "../staff/staff-view";
import type { Activity } from "../status/status-view";
import {
	buttonInteraction,
	commandInteraction,
	createBotWorld,
	GUILD,
	selectInteraction,
	STAFF_MEMBER,
	STAFF_ROLE,
	typingInteraction,
} from "./testing/bot-world";
import { START } from "./testing/fake-ports";

import { findComponent, readScene, type World } from "./testing/read-scene";

const GIFT = { user: "builder_man", amount: 2_500, reason: "Build *contest*" };
const ID = "500000000000000009";
const ROW: AuditRow = {
	...{ rowId: 7, userId: 156, userName: "builder_man", born: "b", revision: 3, commandId: "discord:8", seq: 2 },
	...{ source: "discord", kind: "applied", delta: -1_500, balance: 3_000, actor: "discord:3", actorName: "Mara" },
	...{ reason: "fine", at: START / 1_000, receivedAt: START },
};

const GIVEN: CommandView = {
	...{ id: "discord:8", guildId: GUILD, userId: 156, userName: "builder_man", delta: 2_500, reason: "Build *contest*" },
	...{ actorId: STAFF_MEMBER, actorName: "Mara", state: "committed", balance: 4_000, revision: 3 },
	...{ createdAt: START, settledAt: START + 900 },
};

const BUDGET = { name: "entry-reads", perMinute: 270, available: 27, waiting: 0, granted: 3, refused: 0 };
const QUIET: Activity = {
	...{ servers: 7, players: 1_042, open: [] },
	pace: { commands: 200, medianMilliseconds: 900, worstMilliseconds: 12_400 },
	audit: { rows: 51_234, slowestMilliseconds: 1_800, walletsBehind: 0, rowsNotSearchable: 0 },
};

const OFFICERS = "200000000000000009";
const OWNER: Actor = { id: "1", name: "Olga", roleIds: [], isDiscordAdministrator: true };
const SECOND = { member: "300000000000000002", name: "Noel" };
const BY_OWNER = { roles: [], permissions: "8" };

const choose = (world: World, value: string) =>
	world.use(selectInteraction(findComponent(world, value), value, BY_OWNER));

const SCENES: Readonly<Record<string, (world: World) => Promise<void>>> = {
	"/give, done": async (world) => {
		await world.use(commandInteraction("give", GIFT, { id: ID }));
		world.ledger.change(`discord:${ID}`, { state: "committed", balance: 4_000, settledAt: START });
		await world.ports.settle();
	},
	"/deduct, refused by the wallet": async (world) => {
		await world.use(commandInteraction("deduct", GIFT, { id: ID }));
		const code = "insufficient-funds";
		world.ledger.change(`discord:${ID}`, { state: "refused", code, balance: 300, settledAt: START });
		await world.ports.settle();
	},
	"the checklist, and its buttons": async (world) => {
		const fresh = createBotWorld({ economyRoleIds: [] });
		await fresh.ports.settle();
		world.messages.posted.push(...fresh.messages.posted);
		await world.use(world.button("checklist-roles", "all", BY_OWNER));
		await choose(world, OFFICERS);
		await world.use(world.button("checklist-coin", "all"));
		await world.use(world.form("checklist-give", "all", { user: "builder_man" }, { id: ID }));
		world.ledger.change(`discord:${ID}`, { state: "committed", balance: 1, settledAt: START });
		await world.ports.settle();
	},
	"/give, done after the reply could no longer be edited": async (world) => {
		await world.use(commandInteraction("give", GIFT, { id: ID }));
		await world.ports.advance(15 * 60_000);
		world.ledger.change(`discord:${ID}`, { state: "committed", balance: 4_000, settledAt: START });
		await world.ports.settle();
	},
	"/give, the same transaction id twice": async (world) => {
		await world.use(commandInteraction("give", { ...GIFT, txn: "contest-1" }));
		await world.use(commandInteraction("give", { ...GIFT, txn: "contest-1" }));
	},
	"/give, the same transaction id for something else": async (world) => {
		await world.use(commandInteraction("give", { ...GIFT, txn: "contest-1" }));
		await world.use(commandInteraction("give", { ...GIFT, amount: 5, txn: "contest-1" }));
	},
	"/give, above the limit of one command": async (world) =>
		await world.use(commandInteraction("give", { ...GIFT, amount: 2_000_000 })),
	"/give, by a member without the right": async (world) =>
		await world.use(commandInteraction("give", GIFT, { roles: [] })),
	"/give, before any role is set": async (world) => {
		const { staff } = world;
		await staff.changeRole(OWNER, { roleId: STAFF_ROLE, before: "moderator", after: undefined });
		await world.use(commandInteraction("give", GIFT));
	},
	"/give, more than is left of the day": async (world) => {
		const change = { level: "moderator", kind: "actor", before: 10_000_000, after: 4_000 } as const;
		await world.staff.changeLimit(OWNER, change);
		await world.use(commandInteraction("give", { user: "builder_man", amount: 2_500 }, { id: ID }));
		await world.use(commandInteraction("give", { user: "builder_man", amount: 1_501 }));
	},
	"/give, approved by a second person": async (world) => {
		await world.use(commandInteraction("give", { ...GIFT, amount: 250_000 }, { id: ID }));
		await world.use(buttonInteraction(findComponent(world, "Approve"), SECOND));
	},
	"/deduct, rejected by a second person": async (world) => {
		await world.use(commandInteraction("deduct", { ...GIFT, amount: 250_000 }, { id: ID }));
		await world.use(buttonInteraction(findComponent(world, "Reject"), SECOND));
	},
	"/give, approved by whoever asked": async (world) => {
		await world.use(commandInteraction("give", { ...GIFT, amount: 250_000 }, { id: ID }));
		await world.use(buttonInteraction(findComponent(world, "Approve")));
	},
	"/give, approved after the role of whoever asked went": async (world) => {
		await world.use(commandInteraction("give", { ...GIFT, amount: 250_000 }, { id: ID }));
		world.turns.asker = undefined;
		await world.use(buttonInteraction(findComponent(world, "Approve"), SECOND));
	},
	"/give, an approved one in the audit": async (world) => {
		world.turns.page = { rows: [{ ...ROW, approverName: "Noel" }] };
		await world.use(commandInteraction("audit", {}));
	},
	"/give, the same within two minutes, confirmed": async (world) => {
		await world.use(commandInteraction("give", GIFT, { id: ID }));
		world.ledger.change(`discord:${ID}`, { state: "committed", balance: 4_000, settledAt: START });
		world.ledger.twin = await world.ledger.find(`discord:${ID}`);
		await world.use(commandInteraction("give", GIFT, { id: "500000000000000010" }));
		await world.use(buttonInteraction(findComponent(world, "Confirm")));
	},
	"/deduct, a large amount, cancelled": async (world) => {
		world.turns.reading = { kind: "found", balance: 500_000, revision: 3, readAt: START };
		await world.use(commandInteraction("deduct", { ...GIFT, amount: 60_000 }));
		await world.use(buttonInteraction(findComponent(world, "Cancel")));
	},
	"/batch, with a bad line, begun and stopped": async (world) => {
		await world.staff.changeRight(OWNER, { right: "batch", before: "administrator", after: "moderator" });
		world.turns.file = ok(new TextEncoder().encode("user,amount,reason\nAda,5,prize\nBen,x\nCleo,-7,fine\n"));
		await world.use(commandInteraction("batch", { file: "https://cdn.test/x", rate: 1 }, { id: ID }));
		await world.use(buttonInteraction(findComponent(world, "Confirm")));
		await world.use(buttonInteraction(findComponent(world, "Stop")));
	},
	"/balance": async (world) => {
		const last: Receipt = {
			...{ revision: 3, seq: 2, source: "discord", kind: "applied", commandId: "discord:8", delta: 1_000 },
			...{ balance: 3_000, at: START / 1_000, actor: "discord:3", reason: "" },
		};
		world.turns.reading = { kind: "found", balance: 3_000, revision: 3, readAt: START, last, lockedBy: "job-1" };
		await world.use(commandInteraction("balance", { user: "builder_man" }));
	},
	"/balance, by a member without the right": async (world) =>
		await world.use(commandInteraction("balance", { user: "builder_man" }, { roles: [] })),
	"/balance, of nobody whom Roblox knows": async (world) => {
		world.turns.player = "unknown-user";
		await world.use(commandInteraction("balance", { user: "builder_man" }));
	},
	"/balance, while Roblox cannot be asked": async (world) => {
		world.turns.player = "lookup-failed";
		await world.use(commandInteraction("balance", { user: "builder_man" }));
	},
	"/balance, twice within a second": async (world) => {
		await world.use(commandInteraction("balance", { user: "builder_man" }));
		await world.use(commandInteraction("balance", { user: "builder_man" }));
	},
	"/audit": async (world) => {
		world.turns.page = { rows: [ROW], nextCursor: "c-3" };
		await world.use(commandInteraction("audit", { user: "builder_man" }));
	},
	"/txn, done": async (world) => {
		const life = { command: GIVEN, sentAt: START + 200, executor: "job-1", rings: 2, endsAt: START + 86_400_000 };
		world.turns.traced = { life, rows: [{ ...ROW, delta: 2_500, balance: 4_000, receivedAt: START + 950 }] };
		await world.use(commandInteraction("txn", { id: "discord:8" }));
	},
	"/txn, approved by a second person": async (world) => {
		const command = { ...GIVEN, approverName: "Noel_*" };
		const rows = [{ ...ROW, delta: 2_500, balance: 4_000, receivedAt: START + 950 }];
		world.turns.traced = { life: { command, rings: 0, endsAt: START + 86_400_000 }, rows };
		await world.use(commandInteraction("txn", { id: "discord:8" }));
	},
	"/txn, on its way": async (world) => {
		const command = { ...GIVEN, state: "pending", balance: undefined, settledAt: undefined, waiting: "held" } as const;
		world.turns.traced = { life: { command, rings: 0, endsAt: START + 86_400_000 }, rows: [] };
		await world.use(commandInteraction("txn", { id: "discord:8" }));
	},
	"/txn, an id of the game": async (world) => {
		world.turns.traced = { rows: [{ ...ROW, commandId: "purchase:77", source: "purchase", reason: "gem pack" }] };
		await world.use(commandInteraction("txn", { id: "purchase:77" }));
	},
	"/txn, an unknown id": async (world) => await world.use(commandInteraction("txn", { id: "contest-9" })),
	"/txn, what is offered": async (world) => {
		world.turns.newest = [GIVEN, { ...GIVEN, id: `txn:${GUILD}:contest-1`, state: "refused" }];
		await world.ports.advance(90_000);
		await world.use(typingInteraction("txn", "id", "con"));
	},
	"/status, all well": async (world) => {
		world.turns.status = { health: { status: "ok", dependencies: {} }, activity: QUIET, budgets: [BUDGET] };
		await world.use(commandInteraction("status", {}));
	},
	"/status, with trouble": async (world) => {
		const reason = "publish: HTTP 500";
		const health = { status: "degraded", dependencies: { openCloud: { status: "degraded", reason } } } as const;
		const open = [
			{ count: 1_200, oldestAt: START - 90_000 },
			{ count: 3, oldestAt: START, waiting: "held" },
		] as const;
		const audit = { rows: 1, slowestMilliseconds: 42_000, walletsBehind: 5, rowsNotSearchable: 900 };
		const activity = { servers: 0, players: 1, open, audit };
		world.turns.status = {
			health,
			activity,
			budgets: [BUDGET, { ...BUDGET, name: "publish", available: 0, waiting: 7 }],
		};
		await world.use(commandInteraction("status", {}));
	},
	"/status, without a database": async (world) => {
		const database = { status: "down", reason: "it cannot be read" } as const;
		world.turns.status = { health: { status: "down", dependencies: { database } }, budgets: [BUDGET] };
		await world.use(commandInteraction("status", {}));
	},
	"/diagnose": async (world) => {
		const checks = [
			{ name: "settings", ok: true, advice: "" },
			{ name: "clock", ok: true, advice: "this machine's clock is 8 s ahead" },
			{ name: "roblox-key", ok: false, advice: "ROBLOX_API_KEY was revoked: make another" },
			{ name: "roblox-scope-publish", ok: true, advice: "skipped: not checked, because roblox-key failed" },
		];
		world.turns.report = { ok: false, checks };
		await world.use(commandInteraction("diagnose", {}, BY_OWNER));
	},
	"/diagnose, a doctor that does not end": async (world) => {
		world.turns.report = undefined;
		await world.use(commandInteraction("diagnose", {}, BY_OWNER));
	},
	"/help, for a moderator": async (world) => await world.use(commandInteraction("help", {})),
	"/help, for the owner of the server": async (world) => await world.use(commandInteraction("help", {}, BY_OWNER)),
	"/help, for an officer": async (world) => {
		await world.staff.changeRole(OWNER, { roleId: OFFICERS, before: undefined, after: "officer" });
		await world.use(commandInteraction("help", {}, { roles: [OFFICERS] }));
	},
	"/help, for nobody": async (world) => await world.use(commandInteraction("help", {}, { roles: [] })),
	"/audit, as a file": async (world) => {
		world.turns.page = { rows: [ROW] };
		await world.use(commandInteraction("audit", { user: "builder_man", file: "csv" }));
		await world.ports.advance(1);
	},
	"/audit, by words of the reason": async (world) => {
		world.turns.page = { rows: [ROW], nextCursor: "x-3", digest: { rowId: 51_200, rowsBehind: 3 } };
		await world.use(commandInteraction("audit", { words: "contest prize" }));
	},
	"/audit, a time that is none": async (world) => await world.use(commandInteraction("audit", { since: "yesterday" })),
	"/audit, an old button": async (world) => {
		const old = world.button("audit", "5,,,,,,,,");
		await world.ports.advance(3_600_000);
		await world.use(old);
	},
};

test.each(Object.entries(SCENES))("%s", async (_name, play) => {
	const world = createBotWorld();
	await play(world);
	expect(readScene(world)).toMatchSnapshot();
});
