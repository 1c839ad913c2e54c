import { fillList, isFull } from "./full-list";
import { tell } from "./tell";

/** Receipts were shipped and their acknowledgement was lost; a coin that finds no room must not change one of them. */
await tell(async (stage) => {
	const { ava, companion, faults, store } = stage;
	await fillList(stage, "answers-lost");
	await stage.pass(70);
	const audited = companion.auditedRevisions();
	ava.earns(3);
	ava.earns(3);
	await stage.pass(20);
	const wasFull = isFull(stage);
	const full = store.wallet(ava.userId);
	faults.liftAll();
	await stage.passUntil(() => store.wallet(ava.userId).deferredSum === 0, 200);
	await stage.pass(20);
	const rest = store.wallet(ava.userId);
	return {
		"the audit had more receipts than anybody knew": audited.length > full.acked,
		"no receipt came on top of a full list": wasFull,
		"the coins were in the balance at once": full.balance === full.revision + 6,
		"they became one receipt when there was room": rest.revision === full.revision + 1 && rest.deferredSum === 0,
	};
});
