import { UNACKNOWLEDGED_HARD_MAX, UNACKNOWLEDGED_MAX } from "../../../shared/limits";
import { earnOften, isFull } from "./full-list";
import { tell } from "./tell";

const LIFETIME_SECONDS = 60;

/**
 * Backups fail until the list of a player who is gone holds all it can, expired commands among it. The next backup
 * holds every receipt, and then the database is lost: only an opening command may be sent to that wallet.
 */
await tell(
	async (stage) => {
		const { ava, companion, store } = stage;
		const a = await stage.addServer();
		await ava.joins(a);
		companion.setBackupDiskFull(true);
		await earnOften(stage, UNACKNOWLEDGED_MAX);
		await stage.passUntil(() => isFull(stage), 60);
		await ava.leaves();
		await stage.pass(15);
		// From here on the companion itself executes.
		stage.crash(a);
		for (let more = UNACKNOWLEDGED_MAX; more < UNACKNOWLEDGED_HARD_MAX; more += 1) await companion.gives(1);
		await stage.passUntil(() => store.wallet(ava.userId).revision === UNACKNOWLEDGED_HARD_MAX, 3 * LIFETIME_SECONDS);
		await stage.pass(30);
		const { revision, acked } = store.wallet(ava.userId);

		companion.setBackupDiskFull(false);
		const isBackedUp = await companion.isBackedUp(120);
		await companion.isRestored();
		await stage.addServer();
		const c1 = await companion.gives(50);
		const told = await companion.settles(c1, 120);
		return {
			"the list held all it can": revision - acked === UNACKNOWLEDGED_HARD_MAX,
			"all of it was in the audit that was restored": isBackedUp && companion.auditedRevisions().length >= revision,
			"the wallet was opened, and the next command committed": told?.state === "committed",
			"it was applied once": store.timesApplied(ava.userId, c1) === 1,
		};
	},
	{ makesBackups: true, expectedAlarms: ["backup-failed"], config: { commandLifetimeSeconds: LIFETIME_SECONDS } },
);
