import { tell } from "./tell";

const LIFETIME_SECONDS = 60;

/** A time limit passes while a server already holds the command: the companion alone must not end it. */
await tell(
	async (stage) => {
		const { ava, companion, faults, store } = stage;
		const d = await stage.addServer();
		await ava.joins(d);
		ava.earns(5);
		await stage.pass(10);
		await ava.leaves();
		await stage.pass(15);

		// The designated server has decided, and its write takes longer than the command may.
		faults.slowStore(d, "writes", LIFETIME_SECONDS + 30);
		const c0 = await companion.gives(50);
		await stage.pass(LIFETIME_SECONDS + 5);
		const toldEarly = companion.outcome(c0);
		faults.liftAll();
		const told = await companion.settles(c0);
		return {
			"nothing was said when the time was up": toldEarly === undefined,
			"the late write applied it once": store.timesApplied(ava.userId, c0) === 1,
			"the staff were told what is stored": told?.state === "committed",
		};
	},
	{ config: { commandLifetimeSeconds: LIFETIME_SECONDS } },
);
