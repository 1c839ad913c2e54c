import { tell } from "./tell";

/** A player comes back while her old server's lock is dead, and a command may break that lock. */
await tell(async (stage) => {
	const { ava, companion, faults, store } = stage;
	const d = await stage.addServer();
	const b = await stage.addServer();
	const e = await stage.addServer();
	await ava.joins(d);
	ava.earns(5);
	await stage.pass(10);
	const hear = faults.loseMessages();
	const c0 = await companion.gives(50);
	stage.crash(d);
	const lock = store.lock(ava.userId);
	hear();

	ava.startsJoining(b);
	await stage.pass(5);
	const isWaiting = store.lockJob(ava.userId) === d;
	await stage.arrives(stage.envelope({ id: c0, to: e, breakLock: lock }));
	const loadStart = stage.nowSeconds();
	const appliedAtOnce = store.timesApplied(ava.userId, c0);
	const hasLoaded = await ava.hasLoaded(b);
	const loadSeconds = stage.nowSeconds() - loadStart;
	const told = await companion.settles(c0);
	return {
		"her load waited for the dead lock": isWaiting,
		"the command that broke it was applied in the same write": appliedAtOnce === 1,
		"her load went on, and sooner than without the command": hasLoaded && loadSeconds <= 10,
		"the command was committed": told?.state === "committed",
		"it was applied once": store.timesApplied(ava.userId, c0) === 1,
	};
});
