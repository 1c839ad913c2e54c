import { walletKey } from "../../../shared/store-keys";
import type { SignedCommand } from "../../../shared/protocol/command";
import { type EntryRun, runOnEntry } from "../../../shared/wallet/run-on-entry";
import type { Wallet } from "../../../shared/wallet/wallet";
import type { Ports } from "../ports";
import { CommandQueue, envelopeKey } from "../wallet/command-queue";
import { factsOf, noteFacts, receiptsBetween, type WalletFacts } from "../wallet/wallet-facts";
import type { WalletSide } from "../wallet/wallet-side";
import type { CommandTaker } from "./router";

/** Who is here, and whose session is being given back here. */
export interface SessionsHere extends Pick<CommandTaker, "take"> {
	has(userId: number): boolean;
	isReleasing(userId: number): boolean;
}

/** A final save takes up to the module's seven seconds between two writes; trying before that meets our own lock. */
const RELEASE_SECONDS_MAX = 15;
const RELEASE_POLL_SECONDS = 0.5;
/** A lock is given back within seconds or stands for minutes; until the next look commands gather. */
const LOCKED_PAUSE_SECONDS = 3;

/**
 * Executes commands for players who are on no server, when this server is the designated one: one atomic update for all
 * that wait for a player, without taking the session lock, so that a joining player never waits for it.
 */
export class AbsentExecutor implements CommandTaker {
	private readonly queues = new Map<number, CommandQueue>();
	/** What is being executed just now, by user. */
	private readonly inHand = new Map<number, ReadonlyArray<SignedCommand>>();

	constructor(
		private readonly ports: Pick<Ports, "platform" | "entries" | "scheduler" | "log">,
		private readonly side: Pick<WalletSide, "now" | "note" | "proved" | "shipAgain">,
		private readonly sessions: SessionsHere,
	) {}

	awaits(command: SignedCommand): boolean {
		const queue = this.queues.get(command.userId);
		if (queue === undefined) return false;
		if (queue.has(command)) return true;
		const inHand = this.inHand.get(command.userId);
		if (inHand === undefined) return false;
		const key = envelopeKey(command);
		return inHand.some((other) => envelopeKey(other) === key);
	}

	take(command: SignedCommand): boolean {
		const userId = command.userId;
		const queue = this.queues.get(userId) ?? new CommandQueue();
		this.queues.set(userId, queue);
		const isNew = queue.add(command);
		if (isNew && !this.inHand.has(userId)) {
			this.inHand.set(userId, []);
			this.ports.scheduler.spawn(() => this.workOffAsync(userId, queue));
		}
		return isNew;
	}

	private workOffAsync(userId: number, queue: CommandQueue): void {
		this.awaitReleaseAsync(userId);
		let commands = queue.takeAll();
		while (!commands.isEmpty()) {
			this.inHand.set(userId, commands);
			const isLocked = this.updateAsync(userId, commands);
			this.inHand.set(userId, []);
			if (isLocked) this.ports.scheduler.waitAsync(LOCKED_PAUSE_SECONDS);
			commands = queue.takeAll();
		}
		this.inHand.delete(userId);
		this.queues.delete(userId);
	}

	private awaitReleaseAsync(userId: number): void {
		let waitedSeconds = 0;
		while (this.sessions.isReleasing(userId) && waitedSeconds < RELEASE_SECONDS_MAX) {
			this.ports.scheduler.waitAsync(RELEASE_POLL_SECONDS);
			waitedSeconds += RELEASE_POLL_SECONDS;
		}
	}

	/** True when somebody holds the session. */
	private updateAsync(userId: number, commands: ReadonlyArray<SignedCommand>): boolean {
		const now = this.side.now();
		const mayBreakLock = !this.sessions.has(userId) && !this.sessions.isReleasing(userId);
		const effective = mayBreakLock ? commands : commands.map((command) => ({ ...command, breakLock: undefined }));
		// Only the last run counts: the engine throws earlier ones away when another server wrote in between.
		let run: EntryRun | undefined;
		const ended = this.ports.entries.updateAsync(walletKey(userId), (value, userIds) => {
			run = runOnEntry(this.ports.platform, value, userIds, effective, now);
			return run.kind === "decided" ? run.write : undefined;
		});
		if (ended === "unknown" || run === undefined) {
			this.noteAll(commands, "store-unavailable");
			return false;
		}
		this.report(userId, commands, run);
		return run.kind === "locked";
	}

	private report(userId: number, commands: ReadonlyArray<SignedCommand>, run: EntryRun): void {
		if (run.kind === "locked") return this.reportLock(userId, commands, run);
		if (run.kind === "unreadable") {
			this.ports.log.alarm("wallet-unreadable", { userId });
			return this.noteAll(commands, "wallet-unreadable");
		}
		const stored = run.write === undefined ? run.before : run.after;
		const facts = stored && factsOf(userId, stored);
		if (facts !== undefined && stored !== undefined) this.ship(facts, stored, run.before);
		for (const { command, outcome } of run.runs) {
			if (outcome.kind === "denied" || outcome.kind === "held") {
				const { id, seq } = command;
				this.side.note({ commandId: id, userId, seq, code: outcome.code, wallet: noteFacts(facts) });
			} else if (outcome.kind === "known" && facts !== undefined) {
				this.side.shipAgain(facts, outcome.receipt);
			}
		}
	}

	/** Ships what was stored now, and what earlier servers stored without bringing it into the audit. */
	private ship(facts: WalletFacts, stored: Wallet, before: Wallet | undefined): void {
		const revisionBefore = before === undefined ? 0 : before.revision;
		for (const receipt of receiptsBetween(stored, stored.acked, revisionBefore)) this.side.shipAgain(facts, receipt);
		const fresh = receiptsBetween(stored, revisionBefore, stored.revision);
		if (!fresh.isEmpty()) this.side.proved(facts, fresh);
	}

	/** The player came in the meantime: his session takes the commands, and waits for its load if need be (rule X4). */
	private reportLock(
		userId: number,
		commands: ReadonlyArray<SignedCommand>,
		locked: EntryRun & { kind: "locked" },
	): void {
		for (const command of commands) {
			if (this.sessions.has(userId)) {
				this.sessions.take(command);
			} else {
				const { id, seq } = command;
				this.side.note({ commandId: id, userId, seq, code: "held", lock: locked.lock });
			}
		}
	}

	private noteAll(commands: ReadonlyArray<SignedCommand>, code: "store-unavailable" | "wallet-unreadable"): void {
		for (const { id, userId, seq } of commands) this.side.note({ commandId: id, userId, seq, code });
	}
}
