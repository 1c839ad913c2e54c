import { describe, expect, test } from "bun:test";
import type { Submission } from "../../ledger/command-view";
import { startTestCompanion } from "../../testing/test-companion";
import type { StaffOrder } from "../order-gate";
import { createStaffLedger } from "../staff-ledger";
import type { Actor } from "../staff-view";
import { findOverLimit } from "./find-over-limit";
import { LIMIT_KIND_NAMES, usualLimit, type LimitKind } from "./limit-kinds";

const OLGA: Actor = { id: "1", name: "Olga", roleIds: [], isDiscordAdministrator: true };
const MARA: Actor = { id: "2", name: "Mara", roleIds: ["11"], isDiscordAdministrator: false };
const NOEL: Actor = { ...MARA, id: "3", name: "Noel" };
const DAY = 86_400_000;

async function createWorld(limits: Partial<Record<LimitKind, number>>) {
	const world = startTestCompanion();
	const { ledger, staff } = world.companion;
	await world.settled(staff.changeRole(OLGA, { roleId: "11", before: undefined, after: "moderator" }));
	for (const kind of LIMIT_KIND_NAMES) {
		const before = staff.limitsOf("moderator")[kind];
		await world.settled(staff.changeLimit(OLGA, { level: "moderator", kind, before, after: limits[kind] ?? before }));
	}
	const orders = createStaffLedger(ledger, staff);
	let number = 0;
	const order = (changes: Partial<StaffOrder> = {}): StaffOrder => {
		number += 1;
		const who = { guildId: "900", userId: 77, userName: "Builder", reason: "", actor: MARA };
		return { ...who, id: `discord:${number}`, delta: 50, ...changes };
	};
	const submit = (changes?: Partial<StaffOrder>) => world.settled(orders.submit(order(changes)));
	return { world, staff, orders, order, submit };
}

const outcomeOf = (submission: Submission): string =>
	submission.kind === "refused" ? submission.code : submission.kind;

describe("one after the other", () => {
	test.each([
		["one command", { command: 49 }, [{}], ["over-command-limit"]],
		["one command that takes", { command: 49 }, [{ delta: -50 }], ["over-command-limit"]],
		["exactly one command", { command: 50 }, [{}], ["accepted"]],
		["nothing", { command: 0 }, [{ delta: 1 }], ["over-command-limit"]],
		["a day of one of the staff", { actor: 100 }, [{}, {}, { delta: 1 }], ["accepted", "accepted", "over-actor-limit"]],
		["giving and taking together", { actor: 99 }, [{}, { delta: -50 }], ["accepted", "over-actor-limit"]],
		["others are not counted", { actor: 50 }, [{}, { actor: NOEL }], ["accepted", "accepted"]],
		["a day of one player", { player: 60 }, [{}, { actor: NOEL }], ["accepted", "over-player-limit"]],
		["another player", { player: 60 }, [{}, { userId: 78 }], ["accepted", "accepted"]],
		["all together", { server: 60 }, [{}, { actor: NOEL, userId: 78 }], ["accepted", "over-server-limit"]],
	] as const)("%s", async (_name, limits, asked, outcomes) => {
		const { submit } = await createWorld(limits);
		const actual: string[] = [];
		for (const changes of asked) actual.push(outcomeOf(await submit(changes)));
		expect(actual).toEqual([...outcomes]);
	});
});

test("a thousand at once never go over it together", async () => {
	const { world, staff, orders, order } = await createWorld({ server: 1_000, pace: 1_000 });
	const all = Array.from({ length: 1_000 }, (_one, index) => orders.submit(order({ delta: 7, userId: index + 1 })));
	const submissions = await world.settled(Promise.all(all));
	expect(submissions.filter(({ kind }) => kind === "accepted")).toHaveLength(142);
	expect(staff.movedToday(MARA.id).server).toBe(994);
});

test("the same command again counts once, and tells what became of it although nothing is left", async () => {
	const { submit, staff } = await createWorld({ actor: 50 });
	expect(outcomeOf(await submit({ id: "discord:again" }))).toBe("accepted");
	expect(outcomeOf(await submit({ id: "discord:again" }))).toBe("repeat");
	expect(staff.movedToday(MARA.id)).toMatchObject({ actor: 50, server: 50 });
});

test("what is refused is not counted", async () => {
	const { submit, staff } = await createWorld({ actor: 60 });
	await submit();
	await submit();
	expect(staff.movedToday(MARA.id, 77)).toEqual({ actor: 50, player: 50, server: 50 });
});

test("the next day of UTC begins anew, and the day before is forgotten", async () => {
	const { world, submit } = await createWorld({ actor: 50, player: 50, server: 50 });
	expect(outcomeOf(await submit())).toBe("accepted");
	await world.time.advance(DAY - 1_000);
	expect(outcomeOf(await submit())).toBe("over-actor-limit");
	await world.time.advance(1_000);
	expect(outcomeOf(await submit())).toBe("accepted");
	expect(world.database.query("SELECT count(*) AS rows FROM staff_moved").get()).toEqual({ rows: 2 });
}, 30_000);

test("the administrator is bound too, and cannot widen his own limits", async () => {
	const { world, staff, submit } = await createWorld({});
	await world.settled(staff.changeRole(OLGA, { roleId: "12", before: undefined, after: "administrator" }));
	const boss: Actor = { ...MARA, roleIds: ["12"] };
	const before = staff.limitsOf("administrator").command;
	expect(outcomeOf(await submit({ actor: boss, delta: before + 1 }))).toBe("over-command-limit");
	const change = { level: "administrator", kind: "command", before, after: before + 1 } as const;
	expect(await world.settled(staff.changeLimit(boss, change))).toEqual({ ok: false, error: "target-too-high" });
});

test("the largest numbers stay exact", () => {
	const max = 9_007_199_254_740_991;
	const limits = { alone: max, command: max, pace: max, actor: max, player: max, server: max };
	const moved = { actor: max - 1, player: 0, server: 0 };
	expect(findOverLimit(limits, moved, 1)).toBeUndefined();
	expect(findOverLimit(limits, moved, 2)).toBe("over-actor-limit");
	expect(usualLimit("server", max)).toBe(max);
});
