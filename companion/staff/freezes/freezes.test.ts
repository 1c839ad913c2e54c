import { describe, expect, test } from "bun:test";
import { startTestCompanion } from "../../testing/test-companion";
import type { StaffOrder } from "../order-gate";
import { createStaffLedger } from "../staff-ledger";
import type { Actor, LimitChange } from "../staff-view";
import { isBurst } from "./freeze-rule";

const OLGA: Actor = { id: "1", name: "Olga", roleIds: [], isDiscordAdministrator: true };
const MARA: Actor = { id: "2", name: "Mara", roleIds: ["11"], isDiscordAdministrator: false };
const NOEL: Actor = { ...MARA, id: "3", name: "Noel" };
const ADAM: Actor = { ...MARA, id: "4", name: "Adam", roleIds: ["12"] };
const MINUTE = 60_000;

/** Role 11 are moderators, who give three commands in ten minutes unless a test says otherwise; 12 are administrators. */
async function createWorld(pace = 3) {
	const world = startTestCompanion();
	const { ledger, staff, alarms } = world.companion;
	const settled = <Value>(work: Promise<Value>): Promise<Value> => world.settled(work);
	await settled(staff.changeRole(OLGA, { roleId: "11", before: undefined, after: "moderator" }));
	await settled(staff.changeRole(OLGA, { roleId: "12", before: undefined, after: "administrator" }));
	const limit = async (change: Omit<LimitChange, "level" | "before">) => {
		const before = staff.limitsOf("moderator")[change.kind];
		await settled(staff.changeLimit(OLGA, { level: "moderator", before, ...change }));
	};
	await limit({ kind: "pace", after: pace });
	const orders = createStaffLedger(ledger, staff);
	let number = 0;
	const order = (changes: Partial<StaffOrder> = {}): StaffOrder => {
		number += 1;
		const content = { guildId: "900", userId: 77, userName: "Builder", delta: 10, reason: "", actor: MARA };
		return { ...content, id: `discord:${number}`, ...changes };
	};
	const give = async (changes?: Partial<StaffOrder>): Promise<string> => {
		const submission = await settled(orders.submit(order(changes)));
		return submission.kind === "refused" ? submission.code : submission.kind;
	};
	const freezeMara = async (): Promise<number> => {
		for (let count = 0; count <= pace; count += 1) await give();
		return staff.listFrozen()[0]?.at ?? 0;
	};
	const thaw = async (by: Actor, at: number): Promise<string> => {
		const thawed = await settled(staff.thaw(by, { memberId: MARA.id, at }));
		return thawed.ok ? "thawed" : thawed.error;
	};
	return { world, staff, alarms, orders, order, limit, give, freezeMara, thaw };
}

describe("what is a burst", () => {
	test.each([
		["as many commands as the limit says", { commands: 100, amount: 100 }, false],
		["one more", { commands: 101, amount: 101 }, true],
		["half of a day with five", { commands: 5, amount: 500 }, false],
		["more than half of a day with five", { commands: 5, amount: 501 }, true],
		["a whole day with four", { commands: 4, amount: 1_000 }, false],
	])("%s", (_name, pace, expected) => {
		expect(isBurst(pace, { pace: 100, actor: 1_000 })).toBe(expected);
	});
});

test("the command that goes over is the last one, for him alone, and the owners are told once", async () => {
	const { world, staff, alarms, give } = await createWorld();
	const outcomes: string[] = [];
	for (let count = 0; count < 6; count += 1) outcomes.push(await give({ delta: count % 2 === 0 ? 10 : -10 }));
	expect(outcomes).toEqual(["accepted", "accepted", "accepted", "accepted", "frozen", "frozen"]);
	expect(await give({ actor: NOEL })).toBe("accepted");
	const freeze = { kind: "freeze", actorId: "2", actorName: "Mara", commands: 4, amount: 40 };
	expect(alarms.next()).toMatchObject({ content: freeze, open: ["channel", "owner"] });
	expect(world.database.query("SELECT count(*) AS rows FROM alarm").get()).toEqual({ rows: 1 });
	expect(staff.findRefusal(MARA, "balance")).toBeUndefined();
	expect(staff.listChanges(1)).toMatchObject([{ kind: "freeze", subject: "2", before: "free", after: "frozen" }]);
});

test("of a hundred at once no more are taken", async () => {
	const { world, orders, order } = await createWorld();
	const all = await world.settled(Promise.all(Array.from({ length: 100 }, () => orders.submit(order()))));
	expect(all.filter(({ kind }) => kind === "accepted")).toHaveLength(4);
});

test("the window slides: what is older than ten minutes counts no more", async () => {
	const { world, give } = await createWorld();
	for (let count = 0; count < 20; count += 1) {
		expect(await give()).toBe("accepted");
		await world.time.advance(4 * MINUTE);
	}
});

test("a repeat is told what became of the first, frozen or not, and counts nothing", async () => {
	const { give, freezeMara } = await createWorld();
	await freezeMara();
	expect(await give({ id: "discord:1" })).toBe("repeat");
});

test("much in a few commands is a burst too", async () => {
	const { give, limit } = await createWorld(100);
	await limit({ kind: "actor", after: 1_000 });
	const outcomes: string[] = [];
	for (let count = 0; count < 6; count += 1) outcomes.push(await give({ delta: 110 }));
	expect(outcomes).toEqual([...Array.from({ length: 5 }, () => "accepted"), "frozen"]);
});

describe("a freeze is lifted", () => {
	test("by somebody above, from the next command on, and counting begins anew", async () => {
		const { staff, give, freezeMara, thaw } = await createWorld();
		expect(await thaw(ADAM, await freezeMara())).toBe("thawed");
		expect([await give(), staff.listFrozen()]).toEqual(["accepted", []]);
	});

	test("by nobody as high, and not by himself", async () => {
		const { world, staff, freezeMara, thaw } = await createWorld();
		const open = { right: "unfreeze", before: "administrator", after: "moderator" } as const;
		await world.settled(staff.changeRight(OLGA, open));
		const at = await freezeMara();
		expect([await thaw(NOEL, at), await thaw({ ...OLGA, id: MARA.id }, at)]).toEqual([
			"target-too-high",
			"target-too-high",
		]);
	});

	test("once, and a button of an earlier freeze does not lift a later one", async () => {
		const { world, freezeMara, thaw } = await createWorld();
		const first = await freezeMara();
		expect([await thaw(OLGA, first), await thaw(OLGA, first)]).toEqual(["thawed", "not-frozen"]);
		await world.time.advance(1);
		await freezeMara();
		expect(await thaw(OLGA, first)).toBe("changed-meanwhile");
	});
});
