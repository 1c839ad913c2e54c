import { tell } from "./tell";

/** A save that lost its lock brings back the tag of whoever holds the wallet now. */
await tell(async (stage) => {
	const { ava, companion, faults, store } = stage;
	const a = await stage.addServer();
	const b = await stage.addServer();
	await ava.joins(a);
	ava.earns(5);
	await stage.pass(10);

	faults.slowStore(a, "reads", 150);
	const c0 = await companion.gives(50);
	await stage.pass(5);
	faults.cutWeb(b, "refused");
	faults.loseMessages(b);
	ava.startsLeaving();
	const hasLoaded = await ava.joins(b);
	ava.earns(7);
	await stage.pass(20);
	const earnedAt = store.wallet(ava.userId).revision;

	// The saves of the first server arrive, and find a wallet whose newest revision has the number of theirs.
	await stage.pass(120);
	const toldEarly = companion.outcome(c0) !== undefined;
	faults.liftAll();
	const told = await companion.settles(c0);
	return {
		"the second server stole the lock and stored its own revision 2": hasLoaded && earnedAt === 2,
		"nothing was said about what the first server could not store": !toldEarly,
		"the command was committed in the end": told?.state === "committed",
		"it was applied once": store.timesApplied(ava.userId, c0) === 1,
	};
});
