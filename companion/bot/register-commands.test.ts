import { expect, test } from "bun:test";
import { COMMANDS } from "./commands/command-list";
import { registerCommands } from "./register-commands";

const TARGET = { applicationId: "4", guildId: "9" };
const OURS = COMMANDS.map(({ data }) => ({ ...data, id: "1", version: "2" }));

/** A guild that has these commands until it is told others. */
function createWorld(has: readonly unknown[]) {
	const state: { commands: unknown; failure: Error | undefined } = { commands: has, failure: undefined };
	const puts: string[] = [];
	const rest = {
		get: () => Promise.resolve(state.commands),
		put: (route: string, body: unknown) => {
			if (state.failure !== undefined) return Promise.reject(state.failure);
			puts.push(route);
			state.commands = body;
			return Promise.resolve();
		},
	};
	return { puts, state, register: () => registerCommands(rest, TARGET) };
}

test("commands are told once, and not again while Discord has them", async () => {
	const world = createWorld([]);
	expect(await world.register()).toBe("registered");
	expect(await world.register()).toBe("unchanged");
	expect(world.puts).toEqual(["/applications/4/guilds/9/commands"]);
});

test.each([
	["one was deleted", OURS.slice(1)],
	["one is another one's", [...OURS, { name: "other", description: "?" }]],
	["one has another text", OURS.map((command, index) => (index === 0 ? { ...command, description: "?" } : command))],
])("they are told again when %s", async (_name, has) => {
	expect(await createWorld(has).register()).toBe("registered");
});

test("a refusal is passed on, and the next start tells them again", async () => {
	const world = createWorld([]);
	world.state.failure = new Error("refused");
	expect(await world.register().catch((problem: unknown) => problem)).toBe(world.state.failure);
	world.state.failure = undefined;
	expect(await world.register()).toBe("registered");
});
