import { describe, expect, test } from "bun:test";
import { migrate } from "../database/migrate";
import { openDatabase } from "../database/open-database";
import { createTransactions } from "../database/transactions";
import { createAlarms } from "../alarms/create-alarms";
import { createStaff } from "./create-staff";
import type { Actor } from "./staff-view";

const GUILD = "900";
const [ROLE, OTHER] = ["11", "12"];
const OLGA: Actor = { id: "1", name: "Olga", roleIds: [], isDiscordAdministrator: true };

function createWorld(economyRoleIds: readonly string[] = []) {
	const database = openDatabase(":memory:");
	migrate(database, 1);
	const ports = {
		...{ database, clock: { now: () => 5_000, precise: () => 5_000 }, log: () => undefined },
		afterTurn: (run: () => void) => void Promise.resolve().then(run),
	};
	const start = (guildId = GUILD) =>
		createStaff(ports, createTransactions(ports), createAlarms(database, guildId), {
			guildId,
			economyRoleIds,
			amountMax: 1_000,
		});
	return { database, start, staff: start() };
}

const actorWith = (...roleIds: string[]): Actor => ({ ...OLGA, roleIds, isDiscordAdministrator: false });

describe("closed until set", () => {
	test("nobody may do anything, but Discord's administrators may set roles and rights", () => {
		const { staff } = createWorld();
		expect(staff.findRefusal(actorWith(ROLE), "give")).toBe("not-configured");
		expect(staff.findRefusal(OLGA, "give")).toBe("not-configured");
		expect(staff.findRefusal(OLGA, "setroles")).toBeUndefined();
		expect(staff.findRefusal(OLGA, "rights")).toBeUndefined();
	});

	test("setting a role lets in who has it, and tells the others what they lack", async () => {
		const { staff } = createWorld();
		await staff.changeRole(OLGA, { roleId: ROLE, before: undefined, after: "moderator" });
		expect(staff.findRefusal(actorWith("1", ROLE), "give")).toBeUndefined();
		expect(staff.findRefusal(OLGA, "give")).toBe("not-allowed");
	});

	test("the role of everybody makes nobody staff", async () => {
		const { staff } = createWorld();
		const change = { roleId: GUILD, before: undefined, after: "team" } as const;
		expect(await staff.changeRole(OLGA, change)).toEqual({ ok: false, error: "role-of-everyone" });
	});
});

describe("roles of ECONOMY_ROLE_IDS", () => {
	test("count as moderators", () => {
		const { staff } = createWorld([ROLE]);
		expect(staff.listRoles()).toEqual([{ roleId: ROLE, level: "moderator", isBySetting: true }]);
		for (const right of ["give", "deduct", "balance", "audit"] as const) {
			expect(staff.findRefusal(actorWith(ROLE), right)).toBeUndefined();
		}
		expect(staff.findRefusal(actorWith(ROLE), "setroles")).toBe("not-allowed");
	});

	test("are what `/setroles` makes of them, and stay so", async () => {
		const { staff, start } = createWorld([ROLE, OTHER]);
		await staff.changeRole(OLGA, { roleId: ROLE, before: "moderator", after: undefined });
		await staff.changeRole(OLGA, { roleId: OTHER, before: "moderator", after: "team" });
		expect(start().listRoles()).toEqual([{ roleId: OTHER, level: "team", isBySetting: false }]);
	});
});

test("of several roles the highest counts", async () => {
	const { staff } = createWorld([ROLE]);
	await staff.changeRole(OLGA, { roleId: OTHER, before: undefined, after: "team" });
	expect(staff.standingOf(actorWith(OTHER, ROLE)).level).toBe("moderator");
});

test("roles and rights outlive a restart, and belong to one Discord server", async () => {
	const { staff, start } = createWorld();
	await staff.changeRole(OLGA, { roleId: ROLE, before: undefined, after: "officer" });
	await staff.changeRight(OLGA, { right: "give", before: "moderator", after: "officer" });
	expect([start().levelOfRole(ROLE), start().neededFor("give")]).toEqual(["officer", "officer"]);
	expect([start("901").levelOfRole(ROLE), start("901").neededFor("give")]).toEqual([undefined, "moderator"]);
});

test("of two who change the same at once, the second is told to look again", async () => {
	const { staff } = createWorld();
	const lower = { right: "give", before: "moderator", after: "officer" } as const;
	const close = { right: "give", before: "moderator", after: "closed" } as const;
	const [first, second] = await Promise.all([staff.changeRight(OLGA, lower), staff.changeRight(OLGA, close)]);
	expect([first.ok, second]).toEqual([true, { ok: false, error: "changed-meanwhile" }]);
	expect(staff.neededFor("give")).toBe("officer");
});

test("who changed what is kept, the newest first, and cannot be changed", async () => {
	const { staff, database } = createWorld();
	await staff.changeRole(OLGA, { roleId: ROLE, before: undefined, after: "officer" });
	await staff.changeRight(OLGA, { right: "give", before: "moderator", after: "closed" });
	await staff.changeRight(actorWith(ROLE), { right: "give", before: "closed", after: "team" });
	const by = { at: 5_000, actorId: "1", actorName: "Olga" };
	expect(staff.listChanges(5)).toEqual([
		{ ...by, kind: "right", subject: "give", before: "moderator", after: "closed" },
		{ ...by, kind: "role", subject: ROLE, before: "none", after: "officer" },
	]);
	expect(() => database.run("UPDATE staff_change SET actor_id = '2'")).toThrow("append-only");
	expect(() => database.run("DELETE FROM staff_change")).toThrow("append-only");
	expect(() => database.run("INSERT OR REPLACE INTO staff_change SELECT * FROM staff_change")).toThrow("append-only");
});

test("what a newer program wrote opens nothing", async () => {
	const { staff, database } = createWorld();
	await staff.changeRole(OLGA, { roleId: ROLE, before: undefined, after: "officer" });
	await staff.changeRight(OLGA, { right: "give", before: "moderator", after: "officer" });
	database.run("UPDATE staff_role SET level = 'emperor'");
	database.run("UPDATE staff_right SET needed = 'emperor'");
	expect([staff.levelOfRole(ROLE), staff.neededFor("give")]).toEqual([undefined, "closed"]);
});
