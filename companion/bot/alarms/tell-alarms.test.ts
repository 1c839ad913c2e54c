import { expect, test } from "bun:test";
import { createAlarms } from "../../alarms/create-alarms";
import { migrate } from "../../database/migrate";
import { openDatabase } from "../../database/open-database";
import { createTransactions } from "../../database/transactions";
import { fail, ok } from "../../../shared/result";
import { createFakeMessages } from "../testing/fake-messages";
import { createFakePorts } from "../testing/fake-ports";
import { createAlarmTeller } from "./tell-alarms";

const FREEZE = { kind: "freeze", actorId: "31", actorName: "Mara", commands: 61, amount: 6_100 } as const;
const LATER = { ok: false, retriable: true, code: "500" } as const;
const NEVER = { ok: false, retriable: false, code: "50007" } as const;

function createWorld({ channelId }: { readonly channelId?: string } = { channelId: "77" }) {
	const database = openDatabase(":memory:");
	migrate(database, 0);
	const ports = { ...createFakePorts(), database, afterTurn: queueMicrotask };
	const messages = createFakeMessages();
	const turns = { isOwnerKnown: true };
	const findOwner = () =>
		Promise.resolve(turns.isOwnerKnown ? ok("1") : fail({ code: "502", status: 502, retriable: true }));
	const start = () => {
		const alarms = createAlarms(database, "900");
		const transactions = createTransactions(ports);
		const teller = createAlarmTeller({ ports, transactions, alarms, guild: { findOwner }, messages, channelId });
		teller.start();
		return { alarms, teller };
	};
	const places = () => messages.posted.map(({ to, id }) => `${to} ${id}`);
	return { ports, messages, turns, places, ...start(), restart: start };
}

test("an alarm is told in the channel and to the owner, once", async () => {
	const { ports, alarms, places } = createWorld();
	alarms.raise(FREEZE, 5_000);
	await ports.advance(3_600_000);
	expect(places().sort()).toEqual(["channel 77", "member 1"]);
});

test("without a channel the owner alone is told", async () => {
	const { ports, alarms, places } = createWorld({});
	alarms.raise(FREEZE, 5_000);
	await ports.advance(60_000);
	expect(places()).toEqual(["member 1"]);
});

test("what failed is sent again under the same nonce, and only there", async () => {
	const { ports, alarms, messages, places } = createWorld();
	messages.nextResults.push(LATER);
	alarms.raise(FREEZE, 5_000);
	await ports.advance(3_600_000);
	expect(places().sort()).toEqual(["channel 77", "channel 77", "member 1"]);
	const nonces = messages.posted.map(({ post }) => post.nonce);
	expect(new Set(nonces).size).toBe(1);
});

test("an owner who is not known yet is told later", async () => {
	const { ports, alarms, turns, places } = createWorld();
	turns.isOwnerKnown = false;
	alarms.raise(FREEZE, 5_000);
	await ports.advance(2_000);
	expect(places()).toEqual(["channel 77"]);
	turns.isOwnerKnown = true;
	await ports.advance(3_600_000);
	expect(places()).toEqual(["channel 77", "member 1"]);
});

test("a place that refuses for good does not keep the next alarm waiting, and is logged", async () => {
	const { ports, alarms, messages, places } = createWorld();
	messages.nextResults.push(NEVER, NEVER);
	alarms.raise(FREEZE, 5_000);
	alarms.raise({ ...FREEZE, actorId: "32" }, 5_000);
	await ports.advance(60_000);
	expect(places()).toHaveLength(4);
	expect(ports.logged.map(({ event }) => event)).toEqual(["alarm-not-told", "alarm-not-told"]);
});

test("what was not told is told after a restart, and what was is not told again", async () => {
	const { ports, alarms, teller, messages, places, restart } = createWorld();
	messages.nextResults.push(LATER);
	alarms.raise(FREEZE, 5_000);
	await ports.advance(2_000);
	teller.stop();
	expect(places()).toHaveLength(2);
	restart();
	await ports.advance(60_000);
	expect(places()).toHaveLength(3);
	restart();
	await ports.advance(60_000);
	expect(places()).toHaveLength(3);
});
