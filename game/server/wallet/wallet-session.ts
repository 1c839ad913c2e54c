import type { SignedCommand } from "../../../shared/protocol/command";
import type { HeldWallet, NoteCode } from "../../../shared/protocol/heartbeat";
import { numberDeferred } from "../../../shared/wallet/deferred";
import { type CommandOutcome, reduceCommand } from "../../../shared/wallet/reduce-command";
import { type GameChange, type GameChangeOutcome, reduceGameChange } from "../../../shared/wallet/reduce-game-change";
import { dropSend, type PendingSend } from "../../../shared/wallet/sends";
import { acknowledge, createWallet, type Wallet } from "../../../shared/wallet/wallet";
import type { BalanceMessage, LoadedProfile } from "../ports";
import { CommandQueue, type QueuedCommand } from "./command-queue";
import { Durability } from "./durability";
import { SavePace } from "./save-pace";
import { factsOf, noteFacts, receiptsBetween, type WalletFacts } from "./wallet-facts";
import type { WalletSide } from "./wallet-side";

/**
 * One wallet while this server holds its session lock. Changes happen in memory at once; whatever is said about them
 * waits until a save is proved to hold them (rules D1 to D5).
 */
export class WalletSession {
	private wallet: Wallet | undefined;
	private readonly durability: Durability;
	private readonly queue = new CommandQueue();
	/** One for each revision that is written but not proved, and the newest proved one first. */
	private snapshots: Array<WalletFacts> = [];
	private isOpen = true;
	private hasEnded = false;
	private readonly pace: SavePace;

	constructor(
		private readonly side: WalletSide,
		private readonly profile: LoadedProfile,
		readonly userId: number,
		sessionId: string,
		loaded: Wallet | undefined,
	) {
		this.wallet = loaded;
		this.durability = new Durability(sessionId, loaded === undefined ? 0 : loaded.revision);
		this.pace = new SavePace(side.scheduler, side.clock, profile, () => [
			this.revision(),
			this.durability.durableRevision(),
		]);
		if (loaded === undefined) return;
		const facts = factsOf(userId, loaded);
		this.snapshots.push(facts);
		// What an earlier session stored but could not get acknowledged is shipped again; the audit knows what it has.
		for (const receipt of receiptsBetween(loaded, loaded.acked, loaded.revision)) this.side.shipAgain(facts, receipt);
	}

	/**
	 * Can this copy change nothing, whoever signed it? Its like waits already, or was taken and waits for a save;
	 * rings and heartbeats bring an open command again, and a save takes seven seconds.
	 */
	awaits(command: SignedCommand): boolean {
		return this.queue.has(command) || this.isUnproved(command.id);
	}

	/** True when it brought something new: not for one that waits already, nor for one whose receipt is known. */
	take(command: SignedCommand): boolean {
		return this.isOpen && this.queue.add(command) && this.work(command);
	}

	change(change: GameChange): GameChangeOutcome {
		assert(this.isOpen, "a session that ended takes no changes");
		const wallet = this.wallet ?? createWallet(this.side.newId(), this.side.epoch());
		const outcome = reduceGameChange(wallet, change, this.side.now());
		if (outcome.kind === "settled" || outcome.kind === "deferred") this.adopt(outcome.wallet);
		// Whoever uses a key is going to wait for the proof.
		if (change.key !== undefined) this.pace.saveNow();
		else this.pace.saveSoon();
		return outcome;
	}

	/** The audit has every receipt of the wallet `born` up to `revision`. */
	acknowledge(born: string, revision: number): void {
		if (this.wallet === undefined || this.wallet.born !== born || !this.isOpen) return;
		// The audit can only have what is stored; an answer that claims more must not evict what it lacks.
		const acked = math.min(revision, this.durability.durableRevision());
		this.adopt(numberDeferred(acknowledge(this.wallet, acked), this.side.now()));
		this.pace.saveSoon();
		this.work();
	}

	/** A save came back, and the stored entry carries this tag now. */
	confirm(storedTag: string | undefined): void {
		const before = this.durability.durableRevision();
		if (!this.durability.confirm(storedTag)) return;
		const durable = this.durability.durableRevision();
		const facts = this.durableFacts();
		assert(this.wallet !== undefined && facts !== undefined, "only a written wallet has a tag");
		this.snapshots = this.snapshots.filter((snapshot) => snapshot.revision >= facts.revision);
		this.side.proved(facts, receiptsBetween(this.wallet, before, durable));
		if (this.isOpen) this.work();
	}

	/** The lock is given up or lost: nothing more is taken, what waits is dropped (rule D5). Proofs may still come. */
	close(): void {
		this.isOpen = false;
		this.queue.takeAll();
		this.pace.stop();
	}

	end(): void {
		this.close();
		this.hasEnded = true;
	}

	/** Includes what is not stored yet. */
	balance(): number {
		return this.wallet === undefined ? 0 : this.wallet.balance;
	}

	/** Coins on their way to other wallets, of which it is stored that they left this one. */
	sends(): ReadonlyArray<PendingSend> {
		if (this.wallet === undefined) return [];
		return this.wallet.sends.filter((send) => this.durability.covers(send.revision));
	}

	hasSends(): boolean {
		return this.wallet !== undefined && !this.wallet.sends.isEmpty();
	}

	/** They have arrived. Stored with the next save: until then they would only be found there already. */
	dropSend(key: string): void {
		if (this.wallet !== undefined && this.isOpen) this.adopt(dropSend(this.wallet, key));
	}

	/** What the player's client shows right after the load; a player without a wallet has no coins. */
	loadedMessage(): BalanceMessage {
		const revision = this.durability.durableRevision();
		return { revision, balance: this.balance(), delta: 0, source: "load", reason: "", at: this.side.now() };
	}

	isTaking(): boolean {
		return this.isOpen;
	}

	/** Is this revision stored? `lost`: it is not, and this session will never know. */
	stateOf(revision: number): "durable" | "pending" | "lost" {
		if (this.durability.covers(revision)) return "durable";
		return this.hasEnded ? "lost" : "pending";
	}

	/** The wallet as it is stored; `undefined` while there is none. */
	heldWallet(): HeldWallet | undefined {
		const facts = this.durableFacts();
		return facts && this.wallet && { ...facts, acked: math.min(this.wallet.acked, facts.revision) };
	}

	private revision(): number {
		return this.wallet === undefined ? 0 : this.wallet.revision;
	}

	private durableFacts(): WalletFacts | undefined {
		let found: WalletFacts | undefined;
		for (const snapshot of this.snapshots) {
			if (this.durability.covers(snapshot.revision)) found = snapshot;
		}
		return found;
	}

	/** Receipts stand in order, so those without a proof are the last ones. */
	private isUnproved(commandId: string): boolean {
		const durable = this.durability.durableRevision();
		const receipts = this.wallet?.receipts ?? [];
		for (const index of $range(receipts.size() - 1, 0, -1)) {
			const receipt = receipts[index];
			if (receipt === undefined || receipt.revision <= durable) return false;
			if (receipt.commandId === commandId) return true;
		}
		return false;
	}

	/**
	 * Decides everything that can be decided now, in the order of the numbers; one save covers all of it. False when
	 * the command that was taken just now was known.
	 */
	private work(taken?: SignedCommand): boolean {
		const now = this.side.now();
		const before = this.revision();
		let isNews = true;
		for (const item of this.queue.inOrder()) {
			const isKnown = this.decide(item, now) === "known";
			if (isKnown && item.command === taken) isNews = false;
		}
		if (this.revision() > before) this.pace.saveNow();
		return isNews;
	}

	private decide(item: QueuedCommand, now: number): CommandOutcome["kind"] {
		const outcome = reduceCommand(this.wallet, item.command, now);
		// Only a settled command may bring a wallet into being.
		if (outcome.wallet !== undefined && (this.wallet !== undefined || outcome.kind === "settled")) {
			this.adopt(outcome.wallet);
		}
		if (outcome.kind === "denied") {
			this.answerDenial(item, outcome.code);
		} else if (outcome.kind === "held") {
			this.note(item.command, outcome.code);
		} else {
			this.queue.remove(item);
			// A receipt that is not durable yet ships by itself as soon as it is.
			if (outcome.kind === "known" && this.durability.covers(outcome.receipt.revision)) {
				const facts = this.durableFacts();
				if (facts !== undefined) this.side.shipAgain(facts, outcome.receipt);
			}
		}
		return outcome.kind;
	}

	/** A denial rests on the wallet in memory, so it is told only when that wallet is stored (rule D3). */
	private answerDenial(item: QueuedCommand, code: NoteCode): void {
		item.deniedAt = item.deniedAt ?? this.revision();
		this.pace.saveNow();
		if (!this.durability.covers(item.deniedAt)) return;
		this.queue.remove(item);
		this.note(item.command, code);
	}

	private note(command: SignedCommand, code: NoteCode): void {
		const wallet = noteFacts(this.durableFacts());
		this.side.note({ commandId: command.id, userId: this.userId, seq: command.seq, code, wallet });
	}

	private adopt(wallet: Wallet): void {
		if (wallet === this.wallet) return;
		const revisionBefore = this.revision();
		this.wallet = wallet;
		this.profile.write(wallet, this.durability.tagFor(wallet.revision));
		if (wallet.revision > revisionBefore) this.snapshots.push(factsOf(this.userId, wallet));
	}
}
