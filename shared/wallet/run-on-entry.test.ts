import { describe, expect, test } from "bun:test";
import { bunPlatform } from "../bun/platform";
import type { EconomyCommand } from "../protocol/command";
import { runOnEntry } from "./run-on-entry";
import { readEntry, readLock, readLockPlace } from "./stored-entry";
import { createWallet } from "./wallet";

const NOW = 1_800_000_000;
const LOCK = { job: "job-dead", loads: 3, updated: NOW - 300 };

function makeCommand(changes: Partial<EconomyCommand> = {}): EconomyCommand {
	const times = { issuedAt: NOW, notAfter: NOW + 60 };
	const what = { id: "discord:1", seq: 1, userId: 77, delta: 50, reason: "", actor: "discord:31", source: "discord" };
	return { born: "b1", epoch: 1, ...what, ...times, ...changes };
}

/** As the data store's HTTP interface gives it: what Luau wrote, read as JSON. */
function entryWith(meta: object): unknown {
	return JSON.parse(
		JSON.stringify({
			Data: { wallet: createWallet("b1", 1), pet: "cat", big: 1e20 },
			MetaData: { ProfileCreateTime: 1, SessionLoadCount: 3, MetaTags: [], LastUpdate: LOCK.updated, ...meta },
			GlobalUpdates: [2, []],
			UserIds: [77],
		}),
	);
}

const locked = entryWith({ ActiveSession: [5, "job-dead"], ForceLoadSession: [5, "job-joiner"] });

describe("commands on a stored entry, in the companion's language", () => {
	test("an entry without a lock takes them, and keeps everything that is not the wallet", () => {
		const run = runOnEntry(bunPlatform, entryWith({}), [77], [makeCommand()], NOW);
		if (run.kind !== "decided") throw new Error(run.kind);
		expect(run.after).toMatchObject({ balance: 50, revision: 1, lastSeq: 1 });
		expect(run.write).toMatchObject({
			value: { Data: { pet: "cat", big: 1e20 }, MetaData: { SessionLoadCount: 3 }, GlobalUpdates: [2, []] },
			userIds: [77],
		});
	});

	test("an absent entry becomes one that ProfileService takes for a released profile, when the command may create", () => {
		const run = runOnEntry(bunPlatform, undefined, [], [makeCommand({ create: true })], NOW);
		expect(run).toMatchObject({
			kind: "decided",
			before: undefined,
			write: { value: { Data: { wallet: { balance: 50 } }, GlobalUpdates: [0, []] }, userIds: [77] },
		});
		expect(runOnEntry(bunPlatform, undefined, [], [makeCommand()], NOW)).toMatchObject({ write: undefined });
	});

	test("a lock stops them and is reported", () => {
		expect(runOnEntry(bunPlatform, locked, [77], [makeCommand()], NOW)).toEqual({ kind: "locked", lock: LOCK });
	});

	test("the exact dead lock is cleared in the write that applies; a joiner's claim stays", () => {
		const run = runOnEntry(bunPlatform, locked, [77], [makeCommand({ breakLock: LOCK })], NOW);
		if (run.kind !== "decided") throw new Error(run.kind);
		const stored: unknown = JSON.parse(JSON.stringify(run.write?.value));
		expect(stored).toMatchObject({ MetaData: { ForceLoadSession: [5, "job-joiner"] } });
		expect(JSON.stringify(stored)).not.toContain("ActiveSession");
	});

	test.each([
		["another job", { job: "job-other" }],
		["one load more", { loads: 4 }],
		["a save since", { updated: LOCK.updated + 1 }],
	])("a lock with %s is not broken", (_name, change) => {
		const commands = [makeCommand({ breakLock: { ...LOCK, ...change } })];
		expect(runOnEntry(bunPlatform, locked, [77], commands, NOW).kind).toBe("locked");
	});

	test.each([[null], ["text"], [[]], [{ Data: {}, GlobalUpdates: [0, []] }], [{ Data: {}, MetaData: {} }]])(
		"%j is no entry of ours and is left alone",
		(value) => {
			expect(runOnEntry(bunPlatform, value, [], [makeCommand()], NOW).kind).toBe("unreadable");
		},
	);

	test("the lock's place is read too, and a Studio lock has a name of its own", () => {
		const read = (session: unknown) => {
			const state = readEntry(entryWith({ ActiveSession: session }));
			if (state.kind !== "present") throw new Error(state.kind);
			return [readLock(bunPlatform, state.entry)?.job, readLockPlace(bunPlatform, state.entry)];
		};
		expect(read([5, "j"])).toEqual(["j", 5]);
		expect(read([0, ""])).toEqual(["studio", undefined]);
		expect(read(undefined)).toEqual([undefined, undefined]);
	});
});
