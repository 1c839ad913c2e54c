import { expect, test } from "bun:test";
import { COMMANDS } from "./command-list";

test("the four commands are there, hidden from members until server staff open them", () => {
	const shown = COMMANDS.map(({ data }) => [data.name, data.default_member_permissions]);
	expect(shown).toEqual([
		["give", "0"],
		["deduct", "0"],
		["balance", "0"],
		["audit", "0"],
	]);
});

test.each(COMMANDS.map(({ data }) => [data.name, data] as const))(
	"/%s keeps Discord's rules for commands",
	(_name, data) => {
		const options = data.options ?? [];
		for (const { name, description } of [data, ...options]) {
			expect(name).toMatch(/^[-_'\p{Ll}\p{N}]{1,32}$/u);
			expect(description.length).toBeGreaterThanOrEqual(1);
			expect(description.length).toBeLessThanOrEqual(100);
		}
		const names = options.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		const isRequired = options.map(({ required }) => required === true);
		expect(isRequired).toEqual([...isRequired].sort((a, b) => Number(b) - Number(a)));
	},
);
