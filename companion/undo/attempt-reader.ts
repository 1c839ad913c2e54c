import type { Database } from "bun:sqlite";
import type { CommandRow } from "../ledger/command-row";
import type { WalletLife, WalletLives } from "../ledger/wallet-lives";

/** A command, what tried to take it back, and the wallet its player has now. */
export interface Attempts {
	readonly command: CommandRow;
	/** Oldest first. */
	readonly reversals: readonly CommandRow[];
	readonly wallet: WalletLife | undefined;
}

export interface AttemptReader {
	read(number: number): Attempts;
}

export function createAttemptReader(database: Database, wallets: Pick<WalletLives, "findCurrent">): AttemptReader {
	const find = database.query<CommandRow, [number]>("SELECT * FROM command WHERE number = ?");
	const list = database.query<CommandRow, [number]>("SELECT * FROM command WHERE reverses = ? ORDER BY number");
	return {
		read: (number) => {
			const command = find.get(number);
			if (command === null) throw new Error(`the journal has no command of number ${number}`);
			return { command, reversals: list.all(number), wallet: wallets.findCurrent(command.user_id) };
		},
	};
}
