import { expect, test } from "bun:test";
import { createFakePorts } from "../bot/testing/fake-ports";
import type { BatchStore } from "./batch-store";
import { createBatchRunner } from "./run-batches";

const never = () => Promise.reject(new Error("nothing is due"));

test("a batch that begins while the runner finds nothing is not left until the next look", async () => {
	const ports = createFakePorts();
	const looks: (() => void)[] = [];
	const nextDue: BatchStore["nextDue"] = () => new Promise((resolve) => looks.push(() => resolve(undefined)));
	const store = { keep: never, begin: never, find: never, newest: never, stop: never, finish: never };
	const runner = createBatchRunner({
		ports,
		batches: { ...store, nextDue, endLine: never, postpone: never },
		ledger: { submitAtRate: never },
		findMember: never,
	});
	runner.start(() => undefined);
	runner.wake();
	looks[0]?.();
	await ports.advance(0);
	expect(looks).toHaveLength(2);
	looks[1]?.();
	await ports.advance(29_999);
	expect(looks).toHaveLength(2);
	await ports.advance(1);
	expect(looks).toHaveLength(3);
	runner.stop();
});
