import { tell } from "./tell";

/**
 * A player buys on a server whose saves do not get through, and goes to another one. Roblox delivers the purchase there
 * too, while the first server still holds its answer back. Later she is back, and buys again.
 */
await tell(async (stage) => {
	const { ava, companion, faults, purchases, store } = stage;
	const a = await stage.addServer();
	const b = await stage.addServer();
	await ava.joins(a);
	ava.earns(5);
	await stage.pass(10);

	const lift = faults.slowStore(a, "reads", 150);
	const purchase = ava.buys();
	const key = `purchase:${purchase}`;
	await stage.pass(20);
	const wasGrantedEarly = purchases.isResolved(purchase);
	ava.startsLeaving();
	const hasLoaded = await ava.joins(b);
	await stage.passUntil(() => purchases.isResolved(purchase), 60);
	const grantedOn = store.lockJob(ava.userId);
	const { balance } = store.wallet(ava.userId);

	// The first server's saves arrive, and find a wallet that is not theirs any more.
	await stage.pass(180);
	lift();
	await ava.leaves();
	await ava.joins(a);
	const second = ava.buys();
	await stage.passUntil(() => purchases.isResolved(second), 60);
	await stage.passUntil(() => companion.auditedRevisions().length === 3, 60);
	return {
		"the first server did not say granted for what it could not store": !wasGrantedEarly,
		"the second server took over and granted it": hasLoaded && grantedOn === b && balance === 30,
		"it was granted once, whatever the first server stored later": store.timesApplied(ava.userId, key) === 1,
		"the next purchase was granted too": store.wallet(ava.userId).balance === 55 && purchases.isResolved(second),
	};
});
