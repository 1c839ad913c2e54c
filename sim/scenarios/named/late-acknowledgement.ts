import { UNACKNOWLEDGED_MAX } from "../../../shared/limits";
import { earnOften, isFull } from "./full-list";
import { tell } from "./tell";

/** Two backups are at least this far apart. */
const BACKUPS_APART_SECONDS = 60;
/** A list that is half full asks for a backup. */
const ASKS_FOR_BACKUP = 512;

/** All receipts are in the audit and answered, and the backup that lets them be acknowledged is finished later. */
await tell(
	async (stage) => {
		const { ava, companion, store } = stage;
		await ava.joins(await stage.addServer());
		await stage.pass(BACKUPS_APART_SECONDS);
		await earnOften(stage, ASKS_FOR_BACKUP);
		const hadOne = await companion.isBackedUp(30);
		await earnOften(stage, UNACKNOWLEDGED_MAX + ASKS_FOR_BACKUP);
		await stage.passUntil(() => isFull(stage), 30);
		const { revision } = store.wallet(ava.userId);
		const isAudited = await stage.passUntil(() => companion.auditedRevisions().length === revision, 30);
		ava.earns(3);
		await stage.pass(10);
		const wasFull = isFull(stage) && store.wallet(ava.userId).deferredSum > 0;

		const isLate = await companion.isBackedUp(BACKUPS_APART_SECONDS);
		await stage.pass(20);
		const { deferredSum, acked } = store.wallet(ava.userId);
		return {
			"every receipt was in the audit, and the list was full": hadOne && isAudited && wasFull,
			"the backup came later": isLate,
			"the held wallet heard of it": acked >= revision,
			"the coins that had found no room got their receipt": deferredSum === 0,
		};
	},
	{ makesBackups: true },
);
