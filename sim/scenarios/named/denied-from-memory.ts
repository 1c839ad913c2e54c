import type { Stage } from "./stage";
import { tell, type Claims } from "./tell";

/** A wallet in memory may be gone tomorrow, and a denial that rested on it with it. */
const story = async (stage: Stage): Promise<Claims> => {
	const { ava, companion, faults, store } = stage;
	const a = await stage.addServer();
	await ava.joins(a);
	const before = await companion.gives(10);
	await companion.settles(before);
	await stage.pass(15);

	// A journal that was restored has forgotten the command that is under way, and gives its number again.
	faults.slowStore(a, "reads", 600);
	const forgotten = stage.envelope({ id: "txn:forgotten", to: a });
	await stage.arrives(forgotten);
	const c0 = await companion.gives(50);
	await stage.pass(30);
	const alarmed = stage.alarms.length > 0;
	const lock = store.lock(ava.userId);
	stage.crash(a);
	faults.liftAll();

	const e = await stage.addServer();
	await stage.arrives(stage.envelope({ id: c0, to: e, breakLock: lock }));
	const told = await companion.settles(c0);
	return {
		"the forgotten command is stored nowhere": store.receiptsEver(ava.userId, forgotten.id).length === 0,
		"nobody was alarmed by a number that memory alone had seen": !alarmed,
		"the command was committed": told?.state === "committed",
		"it was applied once": store.timesApplied(ava.userId, c0) === 1,
	};
};

// Two commands under one number are where the story begins.
await tell(story, { expected: ["one-number-one-id"] });
