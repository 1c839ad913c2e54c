import { tell } from "./tell";

/** Of two receipts the later one reaches the audit alone; the server that had both is gone. */
await tell(async (stage) => {
	const { ava, companion, faults, store } = stage;
	const a = await stage.addServer();
	await ava.joins(a);
	ava.earns(5);
	await stage.passUntil(() => companion.auditedRevisions().length === 1, 30);
	// The companion knows the wallet from the next heartbeat on.
	await stage.pass(15);
	faults.cutWeb(a, "refused");
	ava.earns(6);
	await stage.pass(10);
	ava.earns(7);
	await stage.pass(10);
	await ava.leaves();
	stage.crash(a);
	await companion.batchArrives(a, [store.shipped(ava.userId, 3)]);
	const withGap = companion.auditedRevisions().join();

	// Her next command carries what the companion acknowledges, and the wallet forgets what is acknowledged.
	await stage.addServer();
	const c0 = await companion.gives(50);
	const told = await companion.settles(c0);
	await stage.pass(20);
	return {
		"the audit had a gap": withGap === "1,3",
		"the gap was filled": companion.auditedRevisions().join() === "1,2,3,4",
		"the command was committed": told?.state === "committed",
	};
});
