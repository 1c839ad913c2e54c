import { describe, expect, test } from "bun:test";
import { createTransactions } from "../../database/transactions";
import type { Submission } from "../../ledger/command-view";
import { startTestCompanion } from "../../testing/test-companion";
import type { StaffOrder } from "../order-gate";
import { createStaffLedger } from "../staff-ledger";
import type { Actor } from "../staff-view";
import { APPROVAL_SECONDS, type Approval } from "./approval";
import { createApprovals } from "./create-approvals";

const OLGA: Actor = { id: "1", name: "Olga", roleIds: [], isDiscordAdministrator: true };
const MARA: Actor = { id: "2", name: "Mara", roleIds: ["11"], isDiscordAdministrator: false };
const NOEL: Actor = { ...MARA, id: "3", name: "Noel" };
/** An officer, who may use `/give` here but not `/deduct`. */
const THEO: Actor = { ...MARA, id: "4", name: "Theo", roleIds: ["12"] };
const ORDER = { guildId: "900", id: "discord:1", userId: 77, userName: "Builder", delta: 500_000, reason: "prize" };

const outcomeOf = (submission: Submission): string =>
	submission.kind === "refused" ? submission.code : submission.kind;

/** Everybody moves 100,000 alone and 1,000,000 with another one. */
async function createWorld() {
	const world = startTestCompanion();
	const { ledger, staff } = world.companion;
	const settled = <Value>(work: Promise<Value>): Promise<Value> => world.settled(work);
	await settled(staff.changeRole(OLGA, { roleId: "11", before: undefined, after: "moderator" }));
	await settled(staff.changeRole(OLGA, { roleId: "12", before: undefined, after: "officer" }));
	await settled(staff.changeRight(OLGA, { right: "give", before: "moderator", after: "officer" }));
	const ports = { ...world.time, database: world.database, log: () => undefined };
	const start = () => createApprovals(ports, createTransactions(ports), ledger, staff);
	const approvals = start();
	const orders = createStaffLedger(ledger, staff);
	const submit = async (changes: Partial<StaffOrder>) =>
		outcomeOf(await settled(orders.submit({ ...ORDER, actor: MARA, ...changes })));
	const tryAsking = (changes: Partial<StaffOrder> = {}) =>
		settled(approvals.ask({ ...ORDER, actor: MARA, ...changes }));
	const ask = async (changes?: Partial<StaffOrder>): Promise<Approval> => {
		const asked = await tryAsking(changes);
		if (!asked.ok) throw new Error(asked.error);
		return asked.value;
	};
	const approve = async (approval: Approval, by: Actor, asker = MARA): Promise<string> =>
		outcomeOf(await settled(approvals.approve(approval, asker, by)));
	const reject = (approval: Approval, by: Actor) => settled(approvals.reject(approval, by));
	const find = () => settled(ledger.find(ORDER.id));
	return { world, staff, approvals, start, submit, tryAsking, ask, approve, reject, find };
}

describe("what one may move alone", () => {
	test.each([
		[100_000, "accepted"],
		[100_001, "needs-approval"],
		[-100_001, "needs-approval"],
		[1_000_001, "over-command-limit"],
	])("%d: %s", async (delta, outcome) => {
		const { submit } = await createWorld();
		expect(await submit({ delta })).toBe(outcome);
	});

	test("is a limit of the level", async () => {
		const { world, staff, submit } = await createWorld();
		const change = { level: "moderator", kind: "alone", before: 100_000, after: 500_000 } as const;
		await world.settled(staff.changeLimit(OLGA, change));
		expect(await submit({})).toBe("accepted");
	});
});

test("nothing is written or counted before somebody approves", async () => {
	const { staff, ask, find } = await createWorld();
	await ask();
	expect(await find()).toBeUndefined();
	expect(staff.movedToday(MARA.id)).toEqual({ actor: 0, player: 0, server: 0 });
});

test("what was approved is the asker's command, names both, and counts once, for him", async () => {
	const { staff, ask, approve, find, submit } = await createWorld();
	expect(await approve(await ask(), NOEL)).toBe("accepted");
	expect(await find()).toMatchObject({ actorId: "2", actorName: "Mara", approverName: "Noel", delta: 500_000 });
	expect(await submit({})).toBe("repeat");
	expect([staff.movedToday(MARA.id).actor, staff.movedToday(NOEL.id).actor]).toEqual([500_000, 0]);
});

describe("who approves", () => {
	test("is not the one who asked", async () => {
		const { ask, approve } = await createWorld();
		expect(await approve(await ask(), MARA)).toBe("own-request");
	});

	test("has the command's own right", async () => {
		const { ask, approve } = await createWorld();
		expect(await approve(await ask(), OLGA)).toBe("not-allowed");
		expect(await approve(await ask({ id: "discord:2", delta: -500_000 }), THEO)).toBe("not-allowed");
	});

	test("may move that much himself", async () => {
		const { world, staff, ask, approve } = await createWorld();
		const change = { level: "officer", kind: "command", before: 1_000_000, after: 499_999 } as const;
		await world.settled(staff.changeLimit(OLGA, change));
		expect(await approve(await ask(), THEO)).toBe("over-command-limit");
	});
});

describe("whoever asked is checked again", () => {
	test("for the right of the roles he has now", async () => {
		const { ask, approve, find } = await createWorld();
		expect(await approve(await ask(), NOEL, { ...MARA, roleIds: [] })).toBe("asker-refused");
		expect(await find()).toBeUndefined();
	});

	test("for what is left of his day", async () => {
		const { world, staff, ask, approve } = await createWorld();
		const change = { level: "moderator", kind: "actor", before: 10_000_000, after: 900_000 } as const;
		await world.settled(staff.changeLimit(OLGA, change));
		const [first, second] = [await ask(), await ask({ id: "discord:2" })];
		expect([await approve(first, NOEL), await approve(second, NOEL)]).toEqual(["accepted", "asker-refused"]);
	});
});

describe("once", () => {
	test("two approve at once: one command, and the second is told", async () => {
		const { world, staff, approvals, ask } = await createWorld();
		const approval = await ask();
		const both = [NOEL, THEO].map((approver) => approvals.approve(approval, MARA, approver));
		const [first, second] = await world.settled(Promise.all(both));
		expect([first?.kind, second?.kind]).toEqual(["accepted", "repeat"]);
		expect(staff.movedToday(MARA.id).actor).toBe(500_000);
	});

	test("one approves and one rejects at once: the first one counts", async () => {
		const { world, approvals, ask } = await createWorld();
		const approval = await ask();
		const rejected = approvals.reject(approval, THEO);
		const approved = approvals.approve(approval, MARA, NOEL);
		const [first, second] = await world.settled(Promise.all([rejected, approved]));
		expect([first.ok, outcomeOf(second)]).toEqual([true, "already-decided"]);
	});

	test("what was rejected stays so under its id", async () => {
		const { ask, tryAsking, reject, approve } = await createWorld();
		const approval = await ask();
		expect(await reject(approval, NOEL)).toMatchObject({ ok: true, value: { decision: { by: { name: "Noel" } } } });
		expect(await approve(approval, NOEL)).toBe("already-decided");
		expect(await tryAsking()).toEqual({ ok: false, error: "request-rejected" });
	});

	test("whoever asked may take it back, and nobody without the right may reject it", async () => {
		const { ask, reject } = await createWorld();
		expect(await reject(await ask(), OLGA)).toEqual({ ok: false, error: "not-allowed" });
		expect((await reject(await ask(), MARA)).ok).toBe(true);
	});

	test("the same id for something else is refused", async () => {
		const { ask, tryAsking } = await createWorld();
		await ask();
		expect(await tryAsking({ delta: 500_001 })).toEqual({ ok: false, error: "id-reused" });
	});
});

describe("time", () => {
	test("after an hour nobody can approve it, and it can be asked again", async () => {
		const { world, ask, reject, approve } = await createWorld();
		const approval = await ask();
		await world.time.advance(APPROVAL_SECONDS * 1_000);
		expect(await approve(approval, NOEL)).toBe("button-expired");
		expect(await reject(approval, NOEL)).toEqual({ ok: false, error: "button-expired" });
		expect(await approve(await ask(), NOEL)).toBe("accepted");
	});

	test("asked again before that it is the same one", async () => {
		const { world, ask } = await createWorld();
		const approval = await ask();
		await world.time.advance(1_000);
		expect(await ask()).toEqual(approval);
	});

	test("it outlives a restart", async () => {
		const { world, ask, start } = await createWorld();
		const approval = await ask();
		const after = start();
		expect(await world.settled(after.find(ORDER.id))).toEqual(approval);
		expect((await world.settled(after.approve(approval, MARA, NOEL))).kind).toBe("accepted");
	});
});
