import { earnOften } from "./full-list";
import { tell } from "./tell";

/** As many receipts as a wallet keeps when all are acknowledged. */
const KEPT = 64;

/** After the last backup a command is committed and many receipts follow. Then the database is lost. */
await tell(
	async (stage) => {
		const { ava, companion, store } = stage;
		await ava.joins(await stage.addServer());
		ava.earns(5);
		const hasBackup = await companion.isBackedUp(200);
		const c0 = await companion.gives(50);
		const first = await companion.settles(c0, 30);
		await earnOften(stage, 2 * KEPT);
		await stage.passUntil(() => companion.auditedRevisions().length > 2 * KEPT, 30);
		// What was acknowledged leaves the list with the next change.
		ava.earns(1);
		await stage.pass(15);
		const isKept = store.lists(ava.userId, c0);

		await companion.isRestored();
		const isForgotten = !companion.auditedRevisions().includes(2);
		const c1 = await companion.gives(7);
		const second = await companion.settles(c1);
		const again = await companion.asksAgain(c0);
		return {
			"a command was committed after the backup": hasBackup && first?.state === "committed",
			"the wallet keeps what no backup holds": isKept,
			"the restored database knew nothing of it": isForgotten,
			"it is in the audit again": companion.auditedRevisions().includes(2),
			"the next command was committed": second?.state === "committed",
			"asked again, the first one is told as before":
				again.kind === "repeat" && companion.outcome(c0)?.state === "committed",
		};
	},
	{ makesBackups: true, config: { backupEverySeconds: 120 } },
);
