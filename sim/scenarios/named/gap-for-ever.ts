import { tell } from "./tell";

const LIFETIME_SECONDS = 60;

/** A command that ran out of time has a number, and the next command waits for that number. */
await tell(
	async (stage) => {
		const { ava, companion, store } = stage;
		const c0 = await companion.gives(10);
		await stage.pass(LIFETIME_SECONDS - 10);
		const c1 = await companion.gives(50);
		await stage.pass(20);
		await stage.addServer();
		const first = await companion.settles(c0, 60);
		const second = await companion.settles(c1, 60);
		return {
			"the first one expired": first?.state === "expired",
			"it used up its number without changing anything": store.timesApplied(ava.userId, c0) === 0,
			"the second one was committed": second?.state === "committed",
			"it was applied once": store.timesApplied(ava.userId, c1) === 1,
		};
	},
	// Without a server nobody executes, so that the first command's time runs out.
	{ config: { commandLifetimeSeconds: LIFETIME_SECONDS, companionExecutor: false } },
);
