import { UNACKNOWLEDGED_MAX } from "../../../shared/limits";
import { BATCH_PATH } from "./by-hand";
import type { Stage } from "./stage";

/** As many coins at once as a server still answers in time. */
const EARNED_AT_ONCE = 64;

/**
 * Ava earns a coin so often that her wallet's list is full. With `answers-lost` the audit gets the first receipts and
 * nobody hears that it did; with `batches-lost` it gets none, while heartbeats come and go.
 */
export async function fillList(stage: Stage, trouble: "answers-lost" | "batches-lost"): Promise<void> {
	const { ava, faults } = stage;
	const a = await stage.addServer();
	await ava.joins(a);
	ava.earns(1);
	// The companion knows the wallet from the next heartbeat on.
	await stage.pass(20);
	if (trouble === "answers-lost") faults.cutWeb(a, "answer-lost");
	else faults.cutWeb(a, "refused", BATCH_PATH);
	for (let earned = 0; earned < UNACKNOWLEDGED_MAX; earned += EARNED_AT_ONCE) {
		ava.earns(1, EARNED_AT_ONCE);
		await stage.pass(0.2);
	}
	if (!(await stage.passUntil(() => isFull(stage), 60))) throw new Error("the list did not fill");
}

export function isFull({ ava, store }: Stage): boolean {
	const { revision, acked } = store.wallet(ava.userId);
	return revision - acked === UNACKNOWLEDGED_MAX;
}
