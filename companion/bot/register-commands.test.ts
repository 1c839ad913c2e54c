import { expect, test } from "bun:test";
import { registerCommands } from "./register-commands";
import type { DiscordRest } from "./rest-replies";

const TARGET = { applicationId: "4", guildId: "9" };

function createWorld() {
	const puts: string[] = [];
	const state: { hash: string | undefined; failure: Error | undefined } = { hash: undefined, failure: undefined };
	const unused = () => Promise.reject(new Error("not a registration"));
	const rest: DiscordRest = {
		post: unused,
		patch: unused,
		put(route) {
			if (state.failure !== undefined) return Promise.reject(state.failure);
			puts.push(route);
			return Promise.resolve();
		},
	};
	const store = {
		read: () => state.hash,
		write(hash: string) {
			state.hash = hash;
			return Promise.resolve();
		},
	};
	return { puts, state, register: (target = TARGET) => registerCommands(rest, store, target) };
}

test("commands are told once, and not again while they are the same", async () => {
	const world = createWorld();
	expect(await world.register()).toBe("registered");
	expect(await world.register()).toBe("unchanged");
	expect(world.puts).toEqual(["/applications/4/guilds/9/commands"]);
});

test("another guild or a changed set is told again", async () => {
	const world = createWorld();
	await world.register();
	await world.register({ ...TARGET, guildId: "10" });
	world.state.hash = "hash of an older set";
	expect(await world.register()).toBe("registered");
	expect(world.puts).toHaveLength(3);
});

test("a refusal leaves the hash alone, so that the next start tells them again", async () => {
	const world = createWorld();
	world.state.failure = new Error("refused");
	const refusal = await world.register().catch((problem: unknown) => problem);
	expect(refusal).toBe(world.state.failure);
	expect(world.state.hash).toBeUndefined();
});
