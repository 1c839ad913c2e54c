import { expect, test } from "bun:test";
import { COMMANDS } from "./commands/command-list";
import { compareCommands } from "./compare-commands";

const OURS = COMMANDS.map(({ data }) => data);

/** As Discord gives a command back: with ids, versions and fields that nobody set. */
function asRegistered(command: object): object {
	return {
		...{ id: "7", application_id: "8", version: "9", guild_id: "10", type: 1, nsfw: false, dm_permission: true },
		...{ name_localizations: null, description_localizations: null, default_permission: true },
		...command,
	};
}

test("what Discord adds by itself is no difference", () => {
	expect(compareCommands(OURS, OURS.map(asRegistered))).toEqual([]);
	const withoutFalse = OURS.map(asRegistered).map((command): unknown =>
		JSON.parse(JSON.stringify(command, (_name, value: unknown) => (value === false ? undefined : value))),
	);
	expect(compareCommands(OURS, withoutFalse.toReversed())).toEqual([]);
});

test("missing, changed and strange commands are named", () => {
	const [give, deduct, reverse, balance, ...others] = OURS;
	const options = [{ ...give?.options?.[0], required: false }, ...(give?.options?.slice(1) ?? [])];
	const registered = [
		{ ...give, options },
		{ ...deduct, default_member_permissions: null },
		reverse,
		balance,
		{ name: "dance" },
	];
	expect(compareCommands(OURS, registered)).toEqual([
		"/give is registered in another form",
		"/deduct is registered in another form",
		...others.map(({ name }) => `/${name} is not registered`),
		"/dance is not one of Purser's",
	]);
});

test("an answer that is no list registers nothing", () => {
	expect(compareCommands(OURS, { message: "?" })).toHaveLength(OURS.length);
});
