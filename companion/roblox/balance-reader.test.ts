import { expect, test } from "bun:test";
import { createWallet, appendReceipt } from "../../shared/wallet/wallet";
import { WALLET_VERSION } from "../../shared/wallet/migrations";
import { startTestCompanion, TEST_START } from "../testing/test-companion";

const WALLET = appendReceipt(createWallet("life-1", 1), {
	revision: 1,
	commandId: "discord:1",
	seq: 1,
	source: "discord",
	kind: "applied",
	delta: 50,
	balance: 50,
	actor: "discord:31",
	reason: "prize",
	at: 5,
});
const FOUND = {
	kind: "found",
	balance: 50,
	revision: 1,
	readAt: TEST_START,
	last: { commandId: "discord:1", delta: 50 },
};

const rows: [string, unknown, object][] = [
	["a wallet", { Data: { wallet: WALLET }, MetaData: {} }, { ...FOUND, lockedBy: undefined }],
	[
		"a wallet that a server holds",
		{ Data: { wallet: WALLET }, MetaData: { ActiveSession: [1, "job-1"] } },
		{ ...FOUND, lockedBy: "job-1" },
	],
	["no entry", undefined, { kind: "none" }],
	["a profile without a wallet", { Data: {}, MetaData: {} }, { kind: "none" }],
	[
		"a wallet of a newer program",
		{ Data: { wallet: { ...WALLET, version: WALLET_VERSION + 1 } } },
		{ kind: "unavailable" },
	],
	["a wallet in another form", { Data: { wallet: { ...WALLET, balance: "50" } } }, { kind: "unavailable" }],
];

test.each(rows)("reads %s", async (_name, entry, expected) => {
	const world = startTestCompanion();
	if (entry !== undefined) world.roblox.entries.set("Player_77", entry);
	expect(await world.settled(world.companion.balanceReader.read(77))).toMatchObject(expected);
});

test("is unavailable, not empty, when Roblox refuses", async () => {
	const world = startTestCompanion();
	world.roblox.next.push(new Response("", { status: 403 }));
	expect(await world.settled(world.companion.balanceReader.read(77))).toEqual({ kind: "unavailable" });
});
