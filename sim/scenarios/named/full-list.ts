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
	await earnOften(stage, UNACKNOWLEDGED_MAX);
	if (!(await stage.passUntil(() => isFull(stage), 60))) throw new Error("the list did not fill");
}

/** Ava earns single coins, so many or a few more. */
export async function earnOften(stage: Stage, times: number): Promise<void> {
	for (let earned = 0; earned < times; earned += EARNED_AT_ONCE) {
		stage.ava.earns(1, EARNED_AT_ONCE);
		await stage.pass(0.2);
	}
}

export function isFull({ ava, store }: Stage): boolean {
	const wallet = store.findWallet(ava.userId);
	return wallet !== undefined && wallet.revision - wallet.acked === UNACKNOWLEDGED_MAX;
}
