import { expect, test } from "bun:test";
import { CLOCK_CHECK } from "./clock-check";
import { createClockWatch } from "./clock-watch";
import type { Finding } from "./finding";
import { createFakeParts } from "./testing/fake-parts";

const NOON = Date.parse("2026-01-01T12:00:00Z");

/** Answers whose servers look at their clock, at `theirs`, while ours goes on from `sentAt` to `answeredAt`. */
async function watch(...answers: readonly { sentAt: number; answeredAt: number; theirs: number | undefined }[]) {
	let now = 0;
	const queue = [...answers];
	const clockWatch = createClockWatch({
		clock: { now: () => now, precise: () => now },
		fetch: () => {
			const answer = queue.shift();
			now = answer?.answeredAt ?? now;
			const date = answer?.theirs === undefined ? undefined : new Date(answer.theirs).toUTCString();
			return Promise.resolve(new Response("", { headers: date === undefined ? {} : { date } }));
		},
	});
	for (const { sentAt } of answers) {
		now = sentAt;
		await clockWatch.fetch(new Request("http://x.test"));
	}
	return clockWatch;
}

test("whole seconds and the way there and back are no skew", async () => {
	const quick = { sentAt: NOON + 900, answeredAt: NOON + 950, theirs: NOON };
	expect((await watch(quick)).aheadMilliseconds()).toBe(0);
	const slow = { sentAt: NOON, answeredAt: NOON + 9_000, theirs: NOON + 4_000 };
	expect((await watch(slow)).aheadMilliseconds()).toBe(0);
});

test("what is certain is the least that it is off", async () => {
	const ahead = { sentAt: NOON + 40_000, answeredAt: NOON + 40_200, theirs: NOON };
	expect((await watch(ahead)).aheadMilliseconds()).toBe(39_000);
	const behind = { sentAt: NOON - 40_000, answeredAt: NOON - 39_800, theirs: NOON };
	expect((await watch(behind)).aheadMilliseconds()).toBe(-39_800);
});

test("the quickest answer says most; one without a date says nothing", async () => {
	const slow = { sentAt: NOON + 10_000, answeredAt: NOON + 20_000, theirs: NOON };
	const quick = { sentAt: NOON + 30_000, answeredAt: NOON + 30_100, theirs: NOON + 30_000 };
	const silent = { sentAt: NOON + 60_000, answeredAt: NOON + 60_001, theirs: undefined };
	expect((await watch(slow, quick, silent)).aheadMilliseconds()).toBe(0);
	expect((await watch(silent)).aheadMilliseconds()).toBeUndefined();
});

test.each([
	[undefined, "skipped", /no answer .* said what time it is/],
	[5_000, "ok", /^$/],
	[-5_001, "ok", /clock is 5 s behind; .*NTP/],
	[30_000, "ok", /clock is 30 s ahead/],
	[30_001, "failed", /clock is 30 s ahead; .* more than 60 s/],
	[-31_000, "failed", /clock is 31 s behind/],
] as const)("%p ms off: %s", async (ahead, kind, text) => {
	const finding = await CLOCK_CHECK.run({ ...createFakeParts(), clockWatch: { aheadMilliseconds: () => ahead } });
	expect(finding.kind).toBe(kind);
	expect(textOf(finding)).toMatch(text);
});

function textOf(finding: Finding): string {
	if (finding.kind === "ok") return finding.note;
	return finding.kind === "failed" ? finding.advice : finding.why;
}
