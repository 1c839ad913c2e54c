import { tell } from "./tell";

/** A server is cut off and believed dead. The command that may break its lock is late, and the server was never dead. */
await tell(async (stage) => {
	const { ava, companion, faults, store } = stage;
	const a = await stage.addServer();
	const e = await stage.addServer();
	await ava.joins(a);
	ava.earns(5);
	await stage.pass(10);
	const seenAsDead = store.lock(ava.userId);
	faults.cutWeb(a, "refused");
	faults.loseMessages(a);
	// What was asked before is answered by now.
	await stage.pass(2);
	const c0 = await companion.gives(50);
	ava.earns(7);
	await stage.pass(60);

	await stage.arrives(stage.envelope({ id: c0, to: e, breakLock: seenAsDead }));
	await stage.pass(10);
	const isHeld = store.lockJob(ava.userId) === a;
	const isUntouched = store.wallet(ava.userId).balance === 12;
	faults.liftAll();
	const told = await companion.settles(c0);
	return {
		"her session goes on, untouched": isHeld && isUntouched && ava.isOn(a),
		"the command was committed, by that session": told?.state === "committed",
		"it was applied once": store.timesApplied(ava.userId, c0) === 1,
	};
});
