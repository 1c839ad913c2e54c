import { expect, test } from "bun:test";
import { RIGHT_NAMES } from "../../staff/rights";
import { BUTTONS, COMMANDS, MODALS, SELECTS } from "./command-list";

test("every command is hidden from members until server staff open it, and has the right of its name", () => {
	expect(COMMANDS.map(({ data }) => data.name).sort()).toEqual([...RIGHT_NAMES].sort());
	for (const { data, right } of COMMANDS) {
		expect([data.name, data.default_member_permissions]).toEqual([right, "0"]);
	}
});

test("no two buttons, lists or forms have one name", () => {
	const prefixes = [...BUTTONS, ...SELECTS, ...MODALS].map(({ prefix }) => prefix);
	expect(new Set(prefixes).size).toBe(prefixes.length);
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

test.each(COMMANDS.map(({ data, example }) => [example, data] as const))(
	"%s is an example that works",
	(example, data) => {
		const [name, ...rest] = example.split(" ");
		const given = rest.flatMap((word) => /^([a-z]+):/.exec(word)?.[1] ?? []);
		const options = data.options ?? [];
		const required = options.flatMap((option) => (option.required === true ? [option.name] : []));
		expect(name).toBe(`/${data.name}`);
		const names = options.map((option) => option.name);
		expect(given.filter((option) => !names.includes(option))).toEqual([]);
		expect(required.filter((option) => !given.includes(option))).toEqual([]);
	},
);
