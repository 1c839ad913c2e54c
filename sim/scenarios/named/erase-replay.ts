import { tell } from "./tell";

/** A wallet is erased. Envelopes and a receipt of its old life arrive afterwards, with numbers that the new one lacks. */
await tell(async (stage) => {
	const { ava, companion, faults, store } = stage;
	const a = await stage.addServer();
	await ava.joins(a);
	const c0 = await companion.gives(50);
	await companion.settles(c0);
	await stage.pass(15);
	await ava.leaves();
	const { born } = store.wallet(ava.userId);
	const receipt = store.shipped(ava.userId, 1);
	const first = stage.envelope({ id: c0, to: a, seq: 1 });
	faults.loseMessages();
	faults.cutWeb(a, "refused");
	const c1 = await companion.gives(60);
	const second = stage.envelope({ id: c1, to: a, delta: 60 });
	await companion.isToErase();
	const isErased = await stage.passUntil(() => store.wallet(ava.userId).born !== born, 30);
	const told = await companion.settles(c1, 30);
	faults.liftAll();

	await stage.arrives(first);
	await companion.batchArrives(a, [receipt]);
	const c2 = await companion.gives(7);
	const third = await companion.settles(c2);
	await stage.arrives(second);
	await stage.pass(15);
	const { balance, revision } = store.wallet(ava.userId);
	return {
		"the wallet began a new life": isErased,
		"what was open for the old one is told so": told?.state === "refused" && told.code === "wallet-erased",
		"a command for the new life was committed": third?.state === "committed",
		"it has that command and nothing else": balance === 7 && revision === 1,
		"the audit takes nothing old for it": companion.auditedRevisions().join() === "1",
		"the old command stayed applied once": store.timesApplied(ava.userId, c0) === 1,
	};
});
