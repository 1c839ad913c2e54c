import { earnOften } from "./full-list";
import { tell } from "./tell";

const PURCHASE = "p1";
const OTHER_RECEIPTS = 200;

/** A purchase is granted, and Roblox does not hear it. It delivers the purchase again when the list has forgotten it. */
await tell(async (stage) => {
	const { ava, companion, store } = stage;
	await ava.joins(await stage.addServer());
	ava.buys(PURCHASE, 25);
	await stage.passUntil(() => companion.auditedRevisions().length === 1, 30);
	await earnOften(stage, OTHER_RECEIPTS);
	await stage.passUntil(() => companion.auditedRevisions().length > OTHER_RECEIPTS, 60);
	// What was acknowledged leaves the list with the next change.
	ava.earns(1);
	await stage.pass(15);
	const isForgotten = !store.lists(ava.userId, `purchase:${PURCHASE}`);
	const { balance } = store.wallet(ava.userId);
	ava.buys(PURCHASE, 25);
	await stage.pass(15);
	return {
		"the list knew nothing of the purchase any more": isForgotten,
		"delivered again, it granted nothing": store.wallet(ava.userId).balance === balance,
		"it was granted once": store.timesApplied(ava.userId, `purchase:${PURCHASE}`) === 1,
	};
});
