import { describe, expect, test } from "bun:test";
import { CHANNEL, ONLINE, ORDINARY_MEMBER, TREASURER } from "../demo/cast";
import { Witnesses } from "../demo/witnesses";
import { onStage } from "./testing/on-stage";

const [AVA] = ONLINE;

const { stage } = onStage(() =>
	witnesses.until(
		"Ava's screen",
		() => witnesses.screenBalance(AVA),
		(balance) => balance === 0,
	),
);
const witnesses = new Witnesses(stage);

/** As a modified client would: nothing is held back on the way. */
async function send(member: string, command: string, options: Record<string, string | number>): Promise<string> {
	const sent = stage.discord.people.runCommand({ member, command, options, channel: CHANNEL, unchecked: true });
	if (sent.refused !== undefined) return `not sent: ${sent.refused}`;
	const seen = await sent.untilReply(
		(text) => /^(?!.*(is thinking|· Working))/s.test(text),
		`the reply to /${command}`,
	);
	return seen.text;
}

describe("what nobody should be able to type gets its own code and a sentence", () => {
	const amounts = [
		["0", 0, "amount-too-small"],
		["negative", -5, "amount-too-small"],
		["fractional", 1.5, "amount-not-whole"],
		["text", "many", "amount-not-whole"],
		["above the limit", 1_000_001, "amount-too-large"],
		["beyond exact integers", 1e300, "amount-too-large"],
	] as const;
	for (const [name, amount, code] of amounts) {
		test(`amount ${name}: ${code}`, async () => {
			expect(await send(TREASURER, "give", { user: AVA.name, amount })).toContain(code);
		});
	}

	const others = [
		["an unknown player", { user: "Nobody", amount: 5 }, "unknown-user"],
		["no player at all", { user: "", amount: 5 }, "unknown-user"],
		["a Discord mention", { user: "<@1100000000000000999>", amount: 5 }, "user-not-linked"],
		["a reason of 201 characters", { user: AVA.name, amount: 5, reason: "x".repeat(201) }, "reason-too-long"],
		["a transaction id with blanks", { user: AVA.name, amount: 5, txn: "my id" }, "txn-malformed"],
	] as const;
	for (const [name, options, code] of others) {
		test(`${name}: ${code}`, async () => expect(await send(TREASURER, "give", options)).toContain(code));
	}

	test("a member without the role: not-allowed", async () => {
		expect(await send(ORDINARY_MEMBER, "give", { user: AVA.name, amount: 5 })).toContain("not-allowed");
	});
});

describe("what does not come from a game server is refused before anything is read", () => {
	const post = async (path: string, headers: Record<string, string>, body: string): Promise<[number, unknown]> => {
		const answer = await fetch(`${stage.settings.companionUrl}${path}`, { method: "POST", headers, body });
		const problem: unknown = await answer.json();
		return [answer.status, problem];
	};
	const signature = {
		"X-Timestamp": String(Math.floor(Date.now() / 1_000)),
		"X-Signature": "v1=00",
		"Idempotency-Key": "k",
	};

	test("unsigned, wrongly signed, stale, oversized", async () => {
		expect(await post("/log/transactions", {}, "{}")).toMatchObject([401, { code: "unauthorized" }]);
		expect(await post("/log/transactions", { ...signature, "X-Key-Id": "k9" }, "{}")).toMatchObject([
			401,
			{ code: "unknown-key" },
		]);
		const stale = { ...signature, "X-Timestamp": "1000000000", "X-Key-Id": "k1" };
		expect(await post("/game/heartbeat", stale, "{}")).toMatchObject([401, { code: "stale" }]);
		expect(await post("/log/transactions", signature, "x".repeat(70_000))).toMatchObject([413, { code: "too-large" }]);
	});

	test("a session without the game's secret, or for another store", async () => {
		const wrong = { Authorization: `Bearer ${"x".repeat(64)}` };
		expect(await post("/game/session", wrong, "{}")).toMatchObject([401, { code: "unauthorized" }]);
		const right = { Authorization: `Bearer ${stage.settings.gameSecret}` };
		expect(await post("/game/session", right, "not JSON")).toMatchObject([400, { code: "malformed" }]);
		const session = {
			placeId: 1,
			jobId: "j",
			build: "",
			protocolMin: 1,
			protocolMax: 1,
			storeName: "Other",
			studio: false,
		};
		expect(await post("/game/session", right, JSON.stringify(session))).toMatchObject([
			409,
			{ code: "store-mismatch" },
		]);
	});

	test("the audit without its key", async () => {
		const answer = await fetch(`${stage.settings.companionUrl}/log/transactions`);
		expect(answer.status).toBe(401);
	});
});

test("after all of that nothing was changed, everything runs, and a good command still works", async () => {
	expect(await witnesses.audit()).toEqual([]);
	expect(await witnesses.storedWallet(AVA)).toBeUndefined();
	const reply = await send(TREASURER, "give", { user: AVA.name, amount: 5, reason: "line\nbreak 🎉" });
	expect(reply).toContain("Done");
	expect(reply).toContain("line break 🎉");
	expect((await witnesses.storedWallet(AVA))?.receipts[0]?.reason).toBe("line break 🎉");
	const counters = await stage.host.call("counters");
	expect(counters).toEqual({ bystanderDataStoreCalls: 0, sessionsEnded: 0, errors: 0 });
	expect((await stage.host.call("servers")).every((server) => server.status === "active")).toBe(true);
}, 60_000);
