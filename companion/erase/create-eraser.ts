import type { Database } from "bun:sqlite";
import type { CompanionConfig } from "../config-type";
import type { AfterCommit } from "../database/transactions";
import { toCommandView } from "../ledger/command-row";
import type { SettledListeners } from "../ledger/settled-listeners";
import type { Cancel, Ports } from "../ports";
import type { OpenCloud } from "../roblox/open-cloud/open-cloud";
import { eraseWallet, type EraseParts } from "./erase-wallet";
import { tellOpenCommands } from "./forget-player";

/** A wait for a player to leave, or for a backup, is over at its own time; nobody watches an erasure. */
const LOOK_AGAIN_MILLISECONDS = 10_000;

interface Parts extends Omit<EraseParts, "now" | "entries"> {
	readonly ports: Pick<Ports, "clock" | "timers" | "random" | "fetch" | "log">;
	readonly config: CompanionConfig;
	readonly openCloud: Pick<OpenCloud, "conditionalEntries">;
	readonly listeners: SettledListeners;
	readonly newBorn: () => string;
}

export interface Eraser {
	/** Resolves once the request is durable; the rest follows by itself. */
	ask(userId: number): Promise<void>;
	/** Part of the unit of a finished backup: tells what that copy holds. */
	onBackup(copy: Database, now: number, afterCommit: AfterCommit): void;
	start(): void;
	stop(): void;
}

/** Works off erasures, whoever asked for them: this process, or the `erase` command in another one. */
export function createEraser(parts: Parts): Eraser {
	const { ports, transactions, context, backups } = parts;
	const { clock, timers, log } = ports;
	const entries = parts.openCloud.conditionalEntries(parts.config.storeName);
	const eraseParts: EraseParts = { ...parts, entries, now: () => clock.now() };
	let cancel: Cancel | undefined;
	let isStopped = false;

	async function look(): Promise<void> {
		try {
			if (parts.mayCommand()) await workOff();
		} catch (error) {
			const message = error instanceof Error ? error.message : String(error);
			log({ level: "error", event: "erasure-failed", facts: { message } });
		}
		if (!isStopped) cancel = timers.after(LOOK_AGAIN_MILLISECONDS, () => void look());
	}

	async function workOff(): Promise<void> {
		for (const erasure of context.erasures.listToReplace()) {
			const wait = await eraseWallet(eraseParts, erasure);
			if (wait === undefined) log({ level: "info", event: "wallet-erased", facts: { erasure: erasure.id } });
			else if (wait !== erasure.waiting) {
				log({ level: "info", event: "erasure-waits", facts: { erasure: erasure.id, for: wait } });
				await transactions.run(() => context.erasures.setWaiting(erasure.id, wait));
			}
		}
		if (context.erasures.listToTell().length === 0) return;
		// What is told and in no backup could be asked again after a restore, and apply to the new wallet (erase-restore).
		if (backups.isOn) backups.ask();
		else await transactions.run((afterCommit) => tell(context.erasures.listToTell(), clock.now(), afterCommit));
	}

	function tell(erasures: ReturnType<typeof context.erasures.listToTell>, now: number, afterCommit: AfterCommit): void {
		for (const erasure of erasures) {
			for (const row of tellOpenCommands(context, erasure, now)) {
				afterCommit(() => parts.listeners.tell(toCommandView(row)));
			}
		}
	}

	return {
		ask: async (userId) => {
			await transactions.run(() => context.erasures.ask(userId, parts.newBorn(), clock.now()));
		},
		onBackup: (copy, now, afterCommit) => {
			const held = copy
				.query<{ id: number }, []>("SELECT id FROM erasure WHERE replaced_at IS NOT NULL")
				.all()
				.map(({ id }) => id);
			tell(
				context.erasures.listToTell().filter(({ id }) => held.includes(id)),
				now,
				afterCommit,
			);
		},
		start: () => void look(),
		stop: () => {
			isStopped = true;
			cancel?.();
		},
	};
}
