import { tell } from "./tell";

/**
 * The companion erases a wallet and does not hear that it did. A backup is made before it can look, the database is
 * lost, and the restored journal finds the new wallet in the name of the old journal.
 */
await tell(
	async (stage) => {
		const { ava, companion, faults, store } = stage;
		const a = await stage.addServer();
		await ava.joins(a);
		const c0 = await companion.gives(50);
		await companion.settles(c0);
		await stage.pass(15);
		await ava.leaves();
		await companion.isBackedUp(200);
		const { born } = store.wallet(ava.userId);
		const receipt = store.shipped(ava.userId, 1);
		faults.cutCompanionStore("answer-lost", "POST");
		await companion.isToErase();
		const isErased = await stage.passUntil(() => store.wallet(ava.userId).born !== born, 30);
		faults.cutCompanionStore("refused");
		const hasBackup = await companion.isBackedUp(200);
		await companion.isRestored();
		faults.liftAll();

		await stage.pass(20);
		await companion.batchArrives(a, [receipt]);
		const isForgotten = companion.auditedRevisions().length === 0;
		const c1 = await companion.gives(7);
		const told = await companion.settles(c1);
		return {
			"the backup was made behind the write and before anybody knew of it": isErased && hasBackup,
			"an old receipt does not name the player again": isForgotten,
			"the new wallet takes commands": told?.state === "committed" && store.wallet(ava.userId).balance === 7,
			"the command of the time before was applied once": store.timesApplied(ava.userId, c0) === 1,
		};
	},
	{ makesBackups: true, config: { backupEverySeconds: 120 } },
);
