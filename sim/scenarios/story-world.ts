import type { CommandView } from "../../companion/ledger/command-view";
import { SECOND } from "../clock/scheduler";
import { parseJson, valueAt } from "../json";
import { readSessionFields } from "../roblox/watch/wallet-entry";
import {
	createVirtualWorld,
	VIRTUAL_CONFIG,
	type VirtualWorld,
	type VirtualWorldOptions,
} from "../world/virtual-world";
import { readWalletValue, type WalletValue } from "../checkers/wallet-value";
import { walletAddress } from "../world/wallet-address";

export const AVA = { id: 1_000_000_001, name: "Ava", displayName: "Ava" };

export interface StoredFacts {
	readonly balance: unknown;
	readonly revision: unknown;
	/** Job of the session lock, if there is one. */
	readonly lockedBy: unknown;
}

/** What a story about one player and the commands for her needs beside the world itself. */
export interface StoryWorld {
	readonly world: VirtualWorld;
	readonly log: readonly string[];
	/** Asks for a change of Ava's wallet under this name. */
	give(name: string, delta: number): void;
	/** Lets time pass until the command settled. Virtual seconds that took; `null` when it did not. */
	secondsToSettle(name: string, secondsMax: number): Promise<number | null>;
	stateOf(name: string): string | null;
	/** A player's stored wallet, as it is; `undefined` while there is none. */
	wallet(userId: number): WalletValue | undefined;
	/** Job id of the server whose lock is stored on a player's entry. */
	lockJob(userId: number): string | undefined;
	/** What Ava's entry holds, read from the store itself. */
	stored(): StoredFacts;
	/** Revisions of Ava's receipts that the audit has. */
	audited(): readonly number[];
	/** Prints the report, and the log with `--log`. */
	end(report: Record<string, unknown>): void;
}

export function createStoryWorld(options: Partial<VirtualWorldOptions> = {}): StoryWorld {
	const log: string[] = [];
	const settled = new Map<string, CommandView>();
	const world = createVirtualWorld({
		seed: 1,
		users: [AVA],
		...options,
		onLog: (text) => log.push(`${Math.round(world.clock.now() / SECOND)} ${text}`),
	});
	const { ledger, auditReader } = world.companion.companion;
	const idOf = (name: string): string => `txn:${VIRTUAL_CONFIG.guildId}:${name}`;
	ledger.onSettled((command) => settled.set(command.id, command));
	const who = { guildId: VIRTUAL_CONFIG.guildId, userId: AVA.id, userName: AVA.name };
	const mia = { actorId: "1100000000000000901", actorName: "Mia" };
	return {
		world,
		log,
		give: (name, delta) => void ledger.submit({ ...who, ...mia, id: idOf(name), delta, reason: name }),
		secondsToSettle: async (name, secondsMax) => {
			const from = world.clock.now();
			const isSettled = await world.passUntil(() => settled.has(idOf(name)), secondsMax);
			return isSettled ? Math.round((world.clock.now() - from) / SECOND) : null;
		},
		stateOf: (name) => settled.get(idOf(name))?.state ?? null,
		stored: () => {
			const address = walletAddress(VIRTUAL_CONFIG.storeName, AVA.id);
			const entry = parseJson(world.roblox.stores.read(address)?.value ?? "null");
			return {
				balance: valueAt(entry, "Data", "wallet", "balance") ?? null,
				revision: valueAt(entry, "Data", "wallet", "revision") ?? null,
				lockedBy: valueAt(entry, "MetaData", "ActiveSession", 1) ?? null,
			};
		},
		wallet: (userId) => {
			const address = walletAddress(VIRTUAL_CONFIG.storeName, userId);
			const wallet = readWalletValue(world.roblox.stores.read(address)?.value ?? null);
			return typeof wallet === "string" ? undefined : wallet;
		},
		lockJob: (userId) => {
			const address = walletAddress(VIRTUAL_CONFIG.storeName, userId);
			return readSessionFields(world.roblox.stores.read(address)?.value ?? null).activeJob;
		},
		audited: () =>
			(auditReader.list({ userId: AVA.id, limit: 100 })?.rows ?? []).map((row) => row.revision).toReversed(),
		end: (report) => {
			if (process.argv.includes("--log")) process.stderr.write(`${log.join("\n")}\n${world.trace.last().join("\n")}\n`);
			const counted = { sessionsEnded: world.roblox.sessionsEnded.count(), errors: world.roblox.errorLogCount() };
			process.stdout.write(`${JSON.stringify({ ...report, ...counted })}\n`);
			world.close();
		},
	};
}
