import { earnOften } from "./full-list";
import { tell } from "./tell";

const OTHER_RECEIPTS = 2_000;

/** A purchase is granted, and Roblox does not record it. It delivers the purchase again when the list has forgotten it. */
await tell(async (stage) => {
	const { ava, companion, purchases, store } = stage;
	await ava.joins(await stage.addServer());
	purchases.losesAnswers = true;
	const purchase = ava.buys();
	const key = `purchase:${purchase}`;
	await stage.passUntil(() => companion.auditedRevisions().length === 1, 30);
	await earnOften(stage, OTHER_RECEIPTS);
	await stage.passUntil(() => companion.auditedRevisions().length > OTHER_RECEIPTS, 300);
	// What was acknowledged leaves the list with the next change.
	ava.earns(1);
	await stage.pass(15);
	const isForgotten = !store.lists(ava.userId, key);
	const { balance } = store.wallet(ava.userId);
	const wasUnresolved = !purchases.isResolved(purchase);
	purchases.losesAnswers = false;
	purchases.deliverTo(ava.userId);
	await stage.pass(15);
	return {
		"thousands of receipts later the list knew nothing of the purchase any more": isForgotten,
		"Roblox delivered it again": wasUnresolved,
		"delivered again, it granted nothing": store.wallet(ava.userId).balance === balance,
		"it was granted once": store.timesApplied(ava.userId, key) === 1,
		"and Roblox was told so": purchases.isResolved(purchase),
	};
});
