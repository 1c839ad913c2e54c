import { expect, test } from "bun:test";
import { createFakeTime } from "../../testing/fake-time";
import { createDigestJob } from "./digest-job";

/** A digest that is so many rows behind. */
function begin(behind: number) {
	const time = createFakeTime(0);
	const [steps, looks]: [number[], number[]] = [[], []];
	let left = behind;
	const digest = {
		fill: (rows: number) => {
			const filled = Math.min(rows, left);
			left -= filled;
			steps.push(filled);
			return filled;
		},
	};
	const transactions = {
		run: <Value>(unit: (after: () => void) => Value) => new Promise<Value>((resolve) => resolve(unit(() => undefined))),
	};
	const ports = { ...time, log: () => undefined };
	const job = createDigestJob(ports, transactions, digest, { look: (now: number) => void looks.push(now) });
	return { job, time, steps, looks, add: (rows: number) => void (left += rows) };
}

test("what comes in a few seconds is digested in short steps, and the supply is looked at behind the last", async () => {
	const { job, time, steps, looks, add } = begin(0);
	add(120);
	job.wake();
	await time.advance(1_999);
	expect(steps).toEqual([]);
	await time.advance(100);
	expect(steps).toEqual([50, 50, 20]);
	expect(looks).toHaveLength(1);
});

test("a long way goes in longer steps, and the next short one in short ones again", async () => {
	const { job, time, steps, add } = begin(1_200);
	job.start();
	await time.advance(100);
	expect(steps).toEqual([...Array.from({ length: 10 }, () => 50), 250, 250, 200]);
	add(60);
	job.wake();
	await time.advance(2_100);
	expect(steps.slice(13)).toEqual([50, 10]);
});
