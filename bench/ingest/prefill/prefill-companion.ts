import { openDatabase } from "../../../companion/database/open-database";
import { nameJournal } from "../../../companion/database/journal-life";
import { migrate } from "../../../companion/database/migrate";
import { createStores } from "../../../companion/create-stores";
import { machinePorts } from "../../../companion/machine-ports";
import { bunPlatform } from "../../../shared/bun/platform";
import { hashReceipt } from "../../../shared/protocol/receipt-codec";
import { GUILD_ID } from "../contenders/create-contenders";
import type { ReceiptStream } from "../load/receipt-stream";
import { fillInSteps } from "./fill-in-steps";

const ROWS_AT_ONCE = 20_000;

/** Fills a new database as the companion would have, by the companion's own statements: chain and wallets included. */
export function prefillCompanion(path: string, stream: ReceiptStream, now: number): void {
	const database = openDatabase(path);
	const { random, clock } = machinePorts;
	migrate(database, now);
	nameJournal({ database, random });
	const { subjects, wallets, entries, digest } = createStores({ database, random, clock }, GUILD_ID);
	const receivedAt = now;
	// Nobody else writes here, so one appender may stay.
	const append = entries.appender();
	fillInSteps(database, stream.rows, (number) => {
		const { userId, born, epoch, receipt } = stream.receipt(number, Math.floor(now / 1000));
		const receiptHash = hashReceipt(bunPlatform, { userId, born }, receipt);
		const subject = subjects.ensure(userId);
		const salt = random.hex(16);
		append({ guildId: GUILD_ID, subject, born, epoch, receipt, receiptHash, salt, receivedAt });
	});
	fillInSteps(database, stream.walletCount, (wallet) => {
		const life = wallets.ensure(stream.userIdOf(wallet), stream.bornOf(wallet), 1);
		const revision = stream.revisionsBefore(wallet);
		wallets.makeCurrent(life, { epoch: 1, nextSeq: 1 });
		if (revision === 0) return;
		wallets.noteAudit(life, {
			newest: { revision, balance: stream.balanceAt(revision) },
			audited: revision,
			acked: revision,
		});
	});
	// Or the companion would do it while it is measured.
	const digestStep = database.transaction(() => digest.fill(ROWS_AT_ONCE));
	while (digestStep() > 0);
	database.close();
}
