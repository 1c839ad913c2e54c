import { earnOften } from "./full-list";
import { tell } from "./tell";

const BACKUP_SECONDS = 120;
/** As many receipts as a wallet keeps when all are acknowledged. */
const KEPT = 64;

/**
 * The journal is restored and has forgotten three commands. The last of them is asked for again and applied; when its
 * old envelope arrives, its receipt was acknowledged and evicted, and the old number is the next one.
 */
await tell(
	async (stage) => {
		const { ava, companion, faults, store } = stage;
		const a = await stage.addServer();
		await ava.joins(a);
		await companion.settles(await companion.gives(10));
		await companion.isBackedUp(2 * BACKUP_SECONDS);
		faults.loseMessages();
		faults.cutWeb(a, "refused");
		const numbers = store.wallet(ava.userId).lastSeq;
		await companion.gives(1);
		await companion.gives(2);
		const c1 = await companion.gives(50);
		const underWay = stage.envelope({ id: c1, to: a, seq: numbers + 3 });
		await stage.pass(5);

		await companion.isRestored();
		faults.liftAll();
		await companion.asksAgain(c1);
		const told = await companion.settles(c1);
		await earnOften(stage, 2 * KEPT);
		await companion.isBackedUp(2 * BACKUP_SECONDS);
		// The acknowledgement comes with a heartbeat, and the list forgets with the next change.
		await stage.pass(15);
		ava.earns(1);
		await stage.pass(15);
		const { lastSeq, balance } = store.wallet(ava.userId);
		const isForgotten = !store.lists(ava.userId, c1);
		await stage.arrives(underWay);
		await stage.pass(15);
		return {
			"asked again, the command was committed": told?.state === "committed",
			"no list knew it any more, and its old number was the next": isForgotten && lastSeq === underWay.seq - 1,
			"the old envelope changed nothing": store.wallet(ava.userId).balance === balance,
			"it was applied once": store.timesApplied(ava.userId, c1) === 1,
		};
	},
	{ makesBackups: true, config: { backupEverySeconds: BACKUP_SECONDS } },
);
