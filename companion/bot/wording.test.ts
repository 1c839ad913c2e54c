import { expect, test } from "bun:test";
import type { Receipt } from "../../shared/wallet/receipt";
import type { AuditRow } from "../audit/audit-view";
import { commandInteraction, createBotWorld } from "./testing/bot-world";
import { readText } from "./testing/fake-replies";
import { START } from "./testing/fake-ports";

type World = ReturnType<typeof createBotWorld>;

/** What staff read, one state of a message after the other. The texts are reviewed in the snapshot beside this file. */
function read(world: World): string {
	return world.replies.sent
		.map((sent) => {
			if (!("body" in sent)) return `[${sent.call}${"ephemeral" in sent && sent.ephemeral ? ", only to you" : ""}]`;
			const labels = sent.body.components.map((row) => row.components.map(({ label }) => `[${label}]`).join(" "));
			return [readText(sent.body), ...labels].join("\n");
		})
		.join("\n\n");
}

const GIFT = { user: "builder_man", amount: 2_500, reason: "Build *contest*" };
const ID = "500000000000000009";
const ROW: AuditRow = {
	...{ rowId: 7, userId: 156, userName: "builder_man", born: "b", revision: 3, commandId: "discord:8", seq: 2 },
	...{ source: "discord", kind: "applied", delta: -1_500, balance: 3_000, actor: "discord:3", actorName: "Mara" },
	...{ reason: "fine", at: START / 1_000, receivedAt: START },
};

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
	"/balance": async (world) => {
		const last: Receipt = {
			...{ revision: 3, seq: 2, source: "discord", kind: "applied", commandId: "discord:8", delta: 1_000 },
			...{ balance: 3_000, at: START / 1_000, actor: "discord:3", reason: "" },
		};
		world.turns.reading = { kind: "found", balance: 3_000, revision: 3, readAt: START, last, lockedBy: "job-1" };
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
	"/audit, an old button": async (world) => {
		const old = world.button("audit", "all:5:first");
		await world.ports.advance(3_600_000);
		await world.use(old);
	},
};

test.each(Object.entries(SCENES))("%s", async (_name, play) => {
	const world = createBotWorld();
	await play(world);
	expect(read(world)).toMatchSnapshot();
});
