import { tell } from "./tell";

const LIFETIME_SECONDS = 60;
/** Longer than the companion waits for an answer, however often it tries. */
const WRITE_SECONDS = 150;

/** No server lives. The companion writes itself, gets no answer, and the command's time is up before the write lands. */
await tell(
	async (stage) => {
		const { ava, companion, faults, store } = stage;
		const a = await stage.addServer();
		await ava.joins(a);
		ava.earns(5);
		await stage.pass(20);
		await ava.leaves();
		await stage.pass(15);
		stage.crash(a);
		await stage.pass(50);

		faults.slowCompanionWrites(WRITE_SECONDS);
		const c0 = await companion.gives(50);
		await stage.pass(LIFETIME_SECONDS + 60);
		const isStored = store.timesApplied(ava.userId, c0) > 0;
		const toldEarly = companion.outcome(c0);
		await stage.pass(WRITE_SECONDS - LIFETIME_SECONDS - 30);
		faults.liftAll();
		const told = await companion.settles(c0);
		return {
			"its time was up and nothing was stored": !isStored,
			"nothing was said": toldEarly === undefined,
			"the late write applied it once": store.timesApplied(ava.userId, c0) === 1,
			"the staff were told what is stored": told?.state === "committed",
		};
	},
	{ config: { commandLifetimeSeconds: LIFETIME_SECONDS } },
);
