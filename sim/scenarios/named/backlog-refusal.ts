import { fillList, isFull } from "./full-list";
import { tell } from "./tell";

/** A command finds a full list. Saying no without a receipt would leave another copy of it free to apply. */
await tell(async (stage) => {
	const { ava, companion, faults, store } = stage;
	await fillList(stage, "batches-lost");
	const c0 = await companion.gives(50);
	await stage.pass(20);
	const waiting = await companion.waiting(c0);
	const toldEarly = companion.outcome(c0);
	const wasFull = isFull(stage);
	faults.liftAll();
	const told = await companion.settles(c0);
	await stage.passUntil(() => store.timesApplied(ava.userId, c0) > 0, 60);
	return {
		"the command met a full list and waited": wasFull && waiting === "backlog",
		"nothing was said about it": toldEarly === undefined,
		"it was committed when there was room": told?.state === "committed",
		"it was applied once": store.timesApplied(ava.userId, c0) === 1,
	};
});
