import { expect, test } from "bun:test";
import { createFakeTime } from "../testing/fake-time";
import { createTokenBucket } from "./token-bucket";

test("a full bucket gives its burst at once, then one token at a time, and refuses what would wait too long", async () => {
	const time = createFakeTime(1_000_000);
	const bucket = createTokenBucket(time, { perMinute: 60, burst: 2, waitMillisecondsMax: 2_000 });
	const got: string[] = [];
	for (const name of ["a", "b", "c", "d", "e"]) {
		void bucket.take().then((token) => got.push(`${name} ${token} ${time.clock.now() - 1_000_000}`));
	}
	await time.advance(5_000);
	expect(got.toSorted()).toEqual(["a true 0", "b true 0", "c true 1000", "d true 2000", "e false 0"]);
});

test("a bucket left alone is full again, and not more than full", async () => {
	const time = createFakeTime(0);
	const bucket = createTokenBucket(time, { perMinute: 60, burst: 2, waitMillisecondsMax: 0 });
	const take = () => Promise.all([bucket.take(), bucket.take(), bucket.take()]);
	expect(await take()).toEqual([true, true, false]);
	await time.advance(60_000);
	expect(await take()).toEqual([true, true, false]);
});
