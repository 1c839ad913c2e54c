import type { Database } from "bun:sqlite";
import { createAuditEntries, type AuditEntries } from "../../companion/audit/audit-entries";
import { createAuditDigest } from "../../companion/audit/digest/audit-digest";
import { bunPlatform } from "../../shared/bun/platform";
import { GUILD_ID, type Community } from "./community";

const ROWS_AT_ONCE = 20_000;
const SALT = "00112233445566778899aabbccddeeff";

type Append = ReturnType<AuditEntries["appender"]>;

interface Wallet {
	revision: number;
	balance: number;
}

/** Writes every row of the community as the companion does, chain and digest included, then its wallets. */
export function fillAudit(database: Database, community: Community, onProgress: (rows: number) => void): void {
	const wallets = new Map<number, Wallet>();
	const entries = createAuditEntries(database);
	for (let first = 0; first < community.rows; first += ROWS_AT_ONCE) {
		const last = Math.min(first + ROWS_AT_ONCE, community.rows);
		database.transaction(() => {
			const append = entries.appender();
			for (let index = first; index < last; index += 1) writeRow(append, community, wallets, index);
		})();
		onProgress(last);
	}
	database.transaction(() => writeWallets(database, wallets))();
	const digest = createAuditDigest(database);
	const step = database.transaction(() => digest.fill(ROWS_AT_ONCE));
	while (step() > 0);
	database.run("PRAGMA optimize");
}

function writeRow(append: Append, community: Community, wallets: Map<number, Wallet>, index: number): void {
	const { userId, ...row } = community.row(index);
	const wallet = wallets.get(userId) ?? { revision: 0, balance: 0 };
	wallets.set(userId, wallet);
	// Nobody can pay more than there is.
	const delta = Math.max(row.delta, -wallet.balance);
	wallet.revision += 1;
	wallet.balance += delta;
	append({
		...{ guildId: GUILD_ID, subject: nameSubject(userId), born: nameLife(userId), epoch: 1, salt: SALT },
		receipt: { ...row, kind: "applied", delta, revision: wallet.revision, balance: wallet.balance },
		receiptHash: bunPlatform.sha256(`${userId} ${wallet.revision}`),
		receivedAt: row.at * 1000,
	});
}

function writeWallets(database: Database, wallets: ReadonlyMap<number, Wallet>): void {
	const subject = database.query("INSERT INTO subject (subject, guild_id, user_id, user_name) VALUES (?, ?, ?, ?)");
	const wallet = database.query(
		`INSERT INTO wallet (user_id, born, epoch, is_current, seen_stored, next_seq, revision, balance, acked, audited)
		VALUES (?, ?, 1, 1, 1, 1, ?, ?, ?, ?)`,
	);
	for (const [userId, { revision, balance }] of wallets) {
		subject.run(nameSubject(userId), GUILD_ID, userId, `Player${userId}`);
		wallet.run(userId, nameLife(userId), revision, balance, revision, revision);
	}
}

function nameSubject(userId: number): string {
	return bunPlatform.sha256(`subject ${userId}`).slice(0, 32);
}

function nameLife(userId: number): string {
	return bunPlatform.sha256(`life ${userId}`).slice(0, 32);
}
