import { tell } from "./tell";

/** A command arrives while the player's profile is being loaded: it waits for that load and starts none. */
await tell(async (stage) => {
	const { ava, companion, faults, store } = stage;
	const b = await stage.addServer();
	await ava.joins(b);
	ava.earns(5);
	await stage.pass(10);
	await ava.leaves();
	await stage.pass(15);

	const lift = faults.slowStore(b, "reads", 20);
	ava.startsJoining(b);
	const loadStart = stage.nowSeconds();
	await stage.pass(1);
	lift();
	const c0 = await companion.gives(50);
	await stage.pass(5);
	const isLoading = store.lockJob(ava.userId) === undefined;
	const hasLoaded = await ava.hasLoaded(b);
	const loadSeconds = stage.nowSeconds() - loadStart;
	const told = await companion.settles(c0);
	ava.earns(7);
	// At the latest with the next autosave.
	await stage.pass(40);
	return {
		"the command came during the load": isLoading,
		"she is in the game after one load": hasLoaded && loadSeconds <= 25,
		"she plays on": store.wallet(ava.userId).balance === 5 + 50 + 7,
		"the command was committed": told?.state === "committed",
		"it was applied once": store.timesApplied(ava.userId, c0) === 1,
	};
});
