import { describe, expect, test } from "bun:test";
import { chooseExecutor, type ExecutorQuestion, type LiveServer } from "./choose-executor";

function server(serverId: string, changes: Partial<LiveServer> = {}): LiveServer {
	return { serverId, studio: false, closing: false, seenAt: 1_000, openCommands: () => 0, ...changes };
}

const a = server("a");
const b = server("b");
const rows: [string, ExecutorQuestion, string | undefined][] = [
	["no live server: nobody", { live: [], presence: [] }, undefined],
	["the player's server, whoever else is free", { live: [a, b], presence: [{ serverId: "b", isPlayer: true }] }, "b"],
	[
		"the player's server even while it closes",
		{ live: [a, server("b", { closing: true })], presence: [{ serverId: "b", isPlayer: true }] },
		"b",
	],
	[
		"a Studio server for its own player",
		{ live: [a, server("b", { studio: true })], presence: [{ serverId: "b", isPlayer: true }] },
		"b",
	],
	[
		"where he arrives, not where his session is being released",
		{
			live: [a, b],
			presence: [
				{ serverId: "a", isPlayer: false },
				{ serverId: "b", isPlayer: true },
			],
		},
		"b",
	],
	[
		"the server heard last when two claim the player",
		{
			live: [a, server("b", { seenAt: 2_000 })],
			presence: [
				{ serverId: "a", isPlayer: true },
				{ serverId: "b", isPlayer: true },
			],
		},
		"b",
	],
	[
		"not a silent server, though the player was there",
		{ live: [a], presence: [{ serverId: "b", isPlayer: true }] },
		"a",
	],
	["who was said to hold the lock", { live: [a, b], presence: [], heldBy: "b", designated: "a" }, "b"],
	["not a silent holder", { live: [a], presence: [], heldBy: "b" }, "a"],
	[
		"the player's server before the holder",
		{ live: [a, b], presence: [{ serverId: "a", isPlayer: true }], heldBy: "b" },
		"a",
	],
	["who was named before", { live: [a, b], presence: [], designated: "b" }, "b"],
	["another when the named one went silent", { live: [a], presence: [], designated: "b" }, "a"],
	[
		"another when the named one is closing",
		{ live: [a, server("b", { closing: true })], presence: [], designated: "b" },
		"a",
	],
	["never Studio for a player who is nowhere", { live: [server("a", { studio: true })], presence: [] }, undefined],
	[
		"never a closing one for a player who is nowhere",
		{ live: [server("a", { closing: true })], presence: [] },
		undefined,
	],
	[
		"the one with the least to do",
		{ live: [server("a", { openCommands: () => 2 }), server("b", { openCommands: () => 1 })], presence: [] },
		"b",
	],
	["among equals the one heard last", { live: [a, server("b", { seenAt: 2_000 })], presence: [] }, "b"],
	["among the same always the same", { live: [b, a], presence: [] }, "a"],
];

describe("the executor is", () => {
	test.each(rows)("%s", (_name, question, expected) => {
		expect(chooseExecutor(question)).toBe(expected);
	});
});
