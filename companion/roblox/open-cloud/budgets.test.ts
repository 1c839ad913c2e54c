import { expect, test } from "bun:test";
import { createFakeTime } from "../../testing/fake-time";
import { createBudgets } from "./budgets";

/** Calls a minute of the companion, by servers and players. */
const TABLE = [
	// A topic takes 40 + 80 for each server and one owner's keys 5,000, a tenth is left unused; all topics together take
	// 400 + 200 for each server, and the game keeps three quarters of those.
	["publish", 0, 0, 36],
	["publish", 1, 0, 108],
	["publish", 7, 0, 450],
	["publish", 50, 0, 2_600],
	["publish", 1_000, 0, 4_500],
	// Of what game and companion share, a quarter: (300 + 40 for each player) reads, 20 writes, 2 lists.
	["store-reads", 0, 0, 75],
	["store-reads", 7, 175, 1_825],
	["store-writes", 7, 175, 950],
	["store-lists", 7, 175, 162],
	// Version 1 has 300 and 300 of its own, whatever goes on in the game.
	["entry-reads", 0, 0, 270],
	["entry-reads", 7, 175, 270],
	["entry-writes", 7, 175, 270],
	["users", 0, 0, 900],
	["universes", 0, 0, 90],
	["game-servers", 0, 0, 90],
] as const;

test.each(TABLE)("%s with %d servers and %d players: %d a minute", (name, servers, players, perMinute) => {
	const budgets = Object.values(createBudgets(createFakeTime(0), () => ({ servers, players })));
	expect(budgets.map((budget) => budget.metrics()).find((metrics) => metrics.name === name)?.perMinute).toBe(perMinute);
});
