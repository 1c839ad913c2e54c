import { beforeAll, expect, test } from "bun:test";
import { LOCAL_CLIENT_CALLS } from "./client-calls";
import { describeContract } from "./describe-contract";
import { openLocalStage, type LocalStage } from "./local-stage";
import { playCalls, type PlayedCall } from "./play-calls";

describeContract("every call of the client against Roblox's own description", (contract) => {
	let stage: LocalStage;
	let played: ReadonlyMap<string, PlayedCall>;

	beforeAll(async () => {
		stage = await openLocalStage(contract);
		const calls = await stage.run(playCalls(LOCAL_CLIENT_CALLS, stage.scene));
		played = new Map(calls.map((call) => [call.name, call]));
	});

	test.each(LOCAL_CLIENT_CALLS.map(({ name }) => [name]))("%s", (name) => {
		const call = played.get(name);
		expect(call?.got).toMatchObject(call?.expected ?? {});
		expect(call?.isAsExpected).toBe(true);
	});

	test("no request and no answer is other than described", () => {
		expect(stage.recording.exchanges.length).toBeGreaterThan(LOCAL_CLIENT_CALLS.length);
		expect(stage.recording.problems()).toEqual([]);
	});

	test("no method of the client is missing among the calls", () => {
		expect([...stage.called].sort()).toEqual([...stage.methods].sort());
	});

	test("every call has a name of its own, which begins with a method", () => {
		const names = LOCAL_CLIENT_CALLS.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		const named = new Set(names.map((name) => name.split(":")[0]));
		expect([...named].sort()).toEqual([...stage.methods].sort());
	});
});
