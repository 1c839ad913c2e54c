import { expect, test } from "bun:test";
import { startTestCompanion } from "../testing/test-companion";
import { createStaffLedger } from "./staff-ledger";
import type { Actor } from "./staff-view";

const OLGA: Actor = { id: "1", name: "Olga", roleIds: [], isDiscordAdministrator: true };
const MARA: Actor = { id: "2", name: "Mara", roleIds: ["11"], isDiscordAdministrator: false };
const ORDER = { guildId: "900", userId: 77, userName: "Builder", delta: 50, reason: "", actor: MARA };
const COMES = { roleId: "11", before: undefined, after: "moderator" } as const;
const GOES = { roleId: "11", before: "moderator", after: undefined } as const;

function createWorld() {
	const world = startTestCompanion();
	const { ledger, staff } = world.companion;
	return { world, staff, orders: createStaffLedger(ledger, staff) };
}

test("a right that goes before the command is taken counts as gone", async () => {
	const { world, staff, orders } = createWorld();
	await world.settled(staff.changeRole(OLGA, COMES));
	// The bot looked, and let him through; both wait for the same commit then.
	expect(staff.findRefusal(MARA, "give")).toBeUndefined();
	const both = Promise.all([staff.changeRole(OLGA, GOES), orders.submit({ ...ORDER, id: "discord:1" })]);
	const [, submission] = await world.settled(both);
	expect(submission).toEqual({ kind: "refused", code: "not-configured" });
	expect(await world.settled(world.companion.ledger.find("discord:1"))).toBeUndefined();
});

test("what became of a command is told also to who lost the right since", async () => {
	const { world, staff, orders } = createWorld();
	await world.settled(staff.changeRole(OLGA, COMES));
	expect(await world.settled(orders.submit({ ...ORDER, id: "discord:1" }))).toMatchObject({ kind: "accepted" });
	await world.settled(staff.changeRole(OLGA, GOES));
	expect(await world.settled(orders.submit({ ...ORDER, id: "discord:1" }))).toMatchObject({ kind: "repeat" });
});
