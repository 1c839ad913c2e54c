import { tell } from "./tell";

/**
 * The journal is restored and has forgotten a command whose envelope is still under way. Staff ask for another one and
 * then for the forgotten one again.
 */
await tell(
	async (stage) => {
		const { ava, companion, faults, store } = stage;
		const a = await stage.addServer();
		await ava.joins(a);
		await companion.settles(await companion.gives(10));
		const hasBackup = await companion.isBackedUp(200);
		faults.loseMessages();
		faults.cutWeb(a, "refused");
		const c1 = await companion.gives(50);
		const underWay = stage.envelope({ id: c1, to: a });
		await stage.pass(5);

		await companion.isRestored();
		faults.liftAll();
		const c2 = await companion.gives(7);
		const again = await companion.asksAgain(c1);
		await stage.arrives(underWay);
		const told = [await companion.settles(c2), await companion.settles(c1)];
		await stage.arrives(underWay);
		return {
			"the journal had forgotten the command": hasBackup && again.kind === "accepted",
			"both commands were committed": told.every((command) => command?.state === "committed"),
			"the forgotten one was applied once": store.timesApplied(ava.userId, c1) === 1,
			"no command stopped the wallet": store.wallet(ava.userId).balance === 10 + 50 + 7,
		};
	},
	{ makesBackups: true, config: { backupEverySeconds: 120 } },
);
