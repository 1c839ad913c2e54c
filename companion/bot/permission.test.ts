import { describe, expect, test } from "bun:test";
import { commandInteraction, createBotWorld, GUILD, STAFF_ROLE } from "./testing/bot-world";

const OTHER_ROLE = "200000000000000002";

const CASES = [
	{ who: "a member without the role", caller: { roles: [OTHER_ROLE] }, roleIds: [STAFF_ROLE], code: "not-allowed" },
	{ who: "a member without any role", caller: { roles: [] }, roleIds: [STAFF_ROLE], code: "not-allowed" },
	// Every member "has" the role that carries the guild's id, but interactions never list it.
	{ who: "anybody, for the everyone role", caller: { roles: [] }, roleIds: [GUILD], code: "not-allowed" },
	{ who: "staff while no role is set", caller: {}, roleIds: [], code: "not-configured" },
	{
		who: "staff of another guild",
		caller: { guildId: "100000000000000002" },
		roleIds: [STAFF_ROLE],
		code: "wrong-guild",
	},
	{ who: "anybody in direct messages", caller: { guildId: null }, roleIds: [STAFF_ROLE], code: "wrong-guild" },
] as const;

const COMMANDS = ["give", "deduct", "balance", "audit"] as const;

describe.each(CASES)("$who", ({ caller, roleIds, code }) => {
	test.each(COMMANDS)("is refused /%s, seen by that member alone, and nothing is asked or written", async (name) => {
		const world = createBotWorld({ economyRoleIds: roleIds });
		await world.use(commandInteraction(name, { user: "156", amount: 5 }, caller));
		expect(world.replies.sent).toHaveLength(1);
		expect(world.replies.sent[0]).toMatchObject({ call: "reply", ephemeral: true });
		expect(world.replies.lastText()).toContain(code);
		expect(world.ledger.requests).toEqual([]);
		expect(world.auditQueries).toEqual([]);
	});

	test("is refused a button of the audit", async () => {
		const world = createBotWorld({ economyRoleIds: roleIds });
		await world.use(world.button("audit", "all:5:first", caller));
		expect(world.replies.lastText()).toContain(code);
		expect(world.auditQueries).toEqual([]);
	});
});

test("a member with one of several roles is let in", async () => {
	const world = createBotWorld({ economyRoleIds: [OTHER_ROLE, STAFF_ROLE] });
	await world.use(commandInteraction("give", { user: "156", amount: 5 }, { roles: ["1", STAFF_ROLE] }));
	expect(world.ledger.requests).toHaveLength(1);
});
