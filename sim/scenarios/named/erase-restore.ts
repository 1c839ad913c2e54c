import type { Stage } from "./stage";
import { tell, type Claims } from "./tell";

/** Wide enough that none is made but those that are asked for. */
const BACKUP_SECONDS = 600;
/** A restored erasure is looked at within this time; until then what is asked for is told that the wallet was erased. */
const ERASER_SECONDS = 15;

/** A command is committed after the newest backup, and the wallet erased. Then the database is lost. */
async function committedBefore(stage: Stage, server: string): Promise<Claims> {
	const { ava, companion, store } = stage;
	const receipt = store.shipped(ava.userId, 1);
	await companion.isBackedUp(2 * BACKUP_SECONDS);
	const c0 = await companion.gives(50);
	await companion.settles(c0);
	await isReplaced(stage);
	await companion.isRestored();
	await companion.asksAgain(c0);
	await stage.pass(ERASER_SECONDS);
	await companion.batchArrives(server, [receipt]);
	const isForgotten = companion.auditedRevisions().length === 0;
	const c2 = await companion.gives(20);
	const told = await companion.settles(c2);
	return {
		"a command of the time before was applied to no other wallet": store.timesApplied(ava.userId, c0) === 1,
		"an old receipt does not name the player again": isForgotten,
		"the new wallet takes commands": told?.state === "committed",
	};
}

/** A command is asked for between the backup and the erasing, and told "wallet-erased". Then the database is lost. */
async function toldErased(stage: Stage, server: string): Promise<Claims> {
	const { ava, companion, store } = stage;
	stage.crash(server);
	await stage.pass(60);
	await companion.isToErase();
	const hasBackup = await companion.isBackedUp(120);
	// Nobody lives who could execute it.
	const c1 = await companion.gives(60);
	const first = await companion.settles(c1);
	await companion.isRestored();
	await stage.pass(ERASER_SECONDS);
	await companion.asksAgain(c1);
	await stage.addServer();
	await stage.pass(60);
	return {
		"a command came after the backup and was told wallet-erased": hasBackup && first?.code === "wallet-erased",
		"asked again, it was told the same": companion.outcome(c1)?.code === "wallet-erased",
		"it was never applied": store.timesApplied(ava.userId, c1) === 0,
	};
}

async function isReplaced(stage: Stage): Promise<void> {
	const { ava, companion, store } = stage;
	const { born } = store.wallet(ava.userId);
	await companion.isToErase();
	await stage.passUntil(() => store.wallet(ava.userId).born !== born, 120);
}

await tell(
	async (stage) => {
		const { ava } = stage;
		const server = await stage.addServer();
		await ava.joins(server);
		ava.earns(5);
		await stage.pass(15);
		await ava.leaves();
		return { ...(await committedBefore(stage, server)), ...(await toldErased(stage, server)) };
	},
	{ makesBackups: true, config: { backupEverySeconds: BACKUP_SECONDS, companionExecutor: false } },
);
