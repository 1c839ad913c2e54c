import { describe, expect, test } from "bun:test";
import { decodeInteraction } from "./decode-interaction";

const USER = { id: "3", username: "mara", global_name: "Mara" };
const COMMON = { id: "1", application_id: "2", token: "t", version: 1 };
const IN_GUILD = {
	...COMMON,
	guild_id: "9",
	channel_id: "7",
	member: { user: USER, nick: "Mod Mara", roles: ["5", "6"] },
};
const GIVE = {
	type: 1,
	name: "give",
	options: [
		{ name: "user", type: 3, value: "builderman" },
		{ name: "amount", type: 4, value: 5 },
	],
};

test("a slash command in a guild carries options, roles and the name members see", () => {
	expect(decodeInteraction({ ...IN_GUILD, type: 2, data: GIVE })).toEqual({
		kind: "command",
		id: "1",
		applicationId: "2",
		token: "t",
		guildId: "9",
		channelId: "7",
		member: { id: "3", name: "Mod Mara", roleIds: ["5", "6"], isDiscordAdministrator: false },
		commandName: "give",
		options: new Map<string, string | number>([
			["user", "builderman"],
			["amount", 5],
		]),
	});
});

test("a slash command in direct messages has no guild and no roles", () => {
	const decoded = decodeInteraction({ ...COMMON, user: USER, type: 2, data: { type: 1, name: "audit" } });
	expect(decoded).toMatchObject({ guildId: undefined, member: { id: "3", name: "Mara", roleIds: [] } });
});

test.each([
	["no permissions", undefined, false],
	["other permissions", "2147483648", false],
	["Administrator", "8", true],
	["everything, as the owner has", "4503599627370495", true],
	["what is no number", "all", false],
])("with %s", (_name, permissions, isDiscordAdministrator) => {
	const event = { ...IN_GUILD, member: { ...IN_GUILD.member, permissions }, type: 2, data: { type: 1, name: "audit" } };
	expect(decodeInteraction(event)?.member).toMatchObject({ isDiscordAdministrator });
});

test("a choice from a list carries its custom id and its value", () => {
	const data = { component_type: 3, custom_id: "right-needed:give", values: ["officer"] };
	expect(decodeInteraction({ ...IN_GUILD, type: 3, data })).toMatchObject({
		...{ kind: "select", customId: "right-needed:give", value: "officer" },
	});
	expect(decodeInteraction({ ...IN_GUILD, type: 3, data: { ...data, values: [] } })).toBeUndefined();
});

test("typing into an option carries what was typed", () => {
	const options = [
		{ name: "role", value: "1" },
		{ name: "command", value: "gi", focused: true },
	];
	const event = { ...IN_GUILD, type: 4, data: { type: 1, name: "rights", options } };
	expect(decodeInteraction(event)).toMatchObject({
		...{ kind: "autocomplete", commandName: "rights", optionName: "command", typed: "gi" },
	});
	expect(decodeInteraction({ ...event, data: { ...event.data, options: [] } })).toBeUndefined();
});

describe("a form", () => {
	const field = (name: unknown, value: unknown) => ({ type: 18, component: { type: 4, custom_id: name, value } });
	const sent = (components: unknown) => ({ ...IN_GUILD, type: 5, data: { custom_id: "coin:all", components } });

	test("carries its custom id and what was typed, by field", () => {
		const components = [{ type: 10, id: 1 }, field("user", "Ava"), field("reason", "a prize")];
		expect(decodeInteraction(sent(components))).toMatchObject({
			...{ kind: "modal", customId: "coin:all", guildId: "9", member: { id: "3" } },
			typed: new Map([
				["user", "Ava"],
				["reason", "a prize"],
			]),
		});
	});

	test.each([
		["nothing was typed", [field("user", "")]],
		["a field has no name", [field(5, "Ava"), field("", "Ava")]],
		["a field holds no text", [field("user", 5), field("user", null)]],
		["components are odd", [null, "user", [], { type: 18 }, { type: 18, component: "user" }]],
		["there is no list", "user"],
	])("leaves out what it cannot read: %s", (_name, components) => {
		expect(decodeInteraction(sent(components))).toMatchObject({ kind: "modal", typed: new Map() });
	});

	test("without a custom id is not one of ours", () => {
		expect(decodeInteraction({ ...IN_GUILD, type: 5, data: { components: [field("user", "Ava")] } })).toBeUndefined();
	});
});

test("a button carries its custom id", () => {
	const data = { component_type: 2, custom_id: "audit:all:5:first" };
	expect(decodeInteraction({ ...IN_GUILD, type: 3, data })).toMatchObject({
		kind: "button",
		customId: "audit:all:5:first",
	});
});

test.each([
	["one that only the member sees", { flags: 64 }, true],
	["one with other flags too", { flags: 64 + 4 }, true],
	["one that everybody sees", { flags: 4 }, false],
	["one without flags", {}, false],
	["none", undefined, false],
])("a button knows what message it stands below: %s", (_what, message, isOnPrivateMessage) => {
	const data = { component_type: 2, custom_id: "give-sure:1.2" };
	expect(decodeInteraction({ ...IN_GUILD, type: 3, data, message })).toMatchObject({ isOnPrivateMessage });
});

test.each([
	["nothing", undefined],
	["text", "hello"],
	["list", []],
	["empty", {}],
	["ping", { ...COMMON, type: 1 }],
	["no data", { ...IN_GUILD, type: 2 }],
	["data is null", { ...IN_GUILD, type: 2, data: null }],
	["no member", { ...COMMON, type: 2, data: GIVE }],
	["member without user", { ...COMMON, member: { roles: [] }, type: 2, data: GIVE }],
	["id is a number", { ...IN_GUILD, id: 1, type: 2, data: GIVE }],
	["user menu command", { ...IN_GUILD, type: 2, data: { ...GIVE, type: 2 } }],
	["select menu", { ...IN_GUILD, type: 3, data: { component_type: 3, custom_id: "x" } }],
	["autocomplete", { ...IN_GUILD, type: 4, data: GIVE }],
])("%s is not an interaction of ours", (_name, event) => {
	expect(decodeInteraction(event)).toBeUndefined();
});

test("odd options and roles are left out instead of stopping the bot", () => {
	const options = [null, 5, { name: 5, value: 1 }, { name: "a", value: {} }, { name: "b", value: true }];
	const member = { user: USER, roles: [5, null, "6"] };
	const decoded = decodeInteraction({ ...IN_GUILD, member, type: 2, data: { ...GIVE, options } });
	expect(decoded).toMatchObject({ member: { roleIds: ["6"] }, options: new Map([["b", true]]) });
});
