import type { Platform } from "../../../shared/platform";
import type { SignedCommand } from "../../../shared/protocol/command";
import { fail, ok, type Result } from "../../../shared/result";
import type { GameChange } from "../../../shared/wallet/reduce-game-change";
import type { Wallet } from "../../../shared/wallet/wallet";
import { decodeWallet } from "../../../shared/wallet/wallet-codec";
import { awaitProofAsync } from "../wallet/await-proof";
import { CommandQueue } from "../wallet/command-queue";
import { WalletSession } from "../wallet/wallet-session";
import type { WalletSide } from "../wallet/wallet-side";
import type { LoadedProfile, Log, PlayerList, Profiles, Scheduler, WhenLocked } from "../ports";
import { KICK_LOCK_LOST, KICK_NOT_LOADED } from "./kick-messages";

interface LoadAttempt {
	readonly afterSeconds: number;
	readonly whenLocked: WhenLocked;
}

/** Force-loading nudges the old owner to let go, which is what the module advises for a join. */
const JOIN_ATTEMPTS: ReadonlyArray<LoadAttempt> = [
	{ afterSeconds: 0, whenLocked: "force-load" },
	{ afterSeconds: 5, whenLocked: "force-load" },
	{ afterSeconds: 10, whenLocked: "force-load" },
];
/** Whoever took the lock may be where the player is now, so a lost lock is only asked for, never forced (rule B5). */
const REGAIN_ATTEMPTS: ReadonlyArray<LoadAttempt> = [
	{ afterSeconds: 1, whenLocked: "cancel" },
	{ afterSeconds: 5, whenLocked: "cancel" },
	{ afterSeconds: 10, whenLocked: "cancel" },
];

/** Why a player who is here has no wallet that takes changes. */
export type NoWalletCode = "loading" | "wallet-unreadable" | "not-held";

/**
 * The module asks a store that does not answer again and again, without an end. Taking over from a crashed server takes it
 * 70 seconds.
 */
const LOAD_SECONDS_MAX = 180;

export interface PlayerSide {
	readonly platform: Platform;
	readonly scheduler: Scheduler;
	readonly profiles: Profiles;
	readonly players: PlayerList;
	readonly log: Log;
	readonly wallets: WalletSide;
	readonly isClosing: () => boolean;
	/** Coins from before the game took up Purser, to be put into a wallet that has them not. Yields. */
	findImportAsync(userId: number, wallet: Wallet | undefined): Result<GameChange | undefined, "store-unavailable">;
	/** A wallet session began, or one ended for good. */
	readonly opened: (wallet: WalletSession) => void;
	readonly ended: (wallet: WalletSession) => void;
}

/** One player's stay on this server: loading, held, lost and loading again, until he leaves. */
export class PlayerSession {
	private wallet: WalletSession | undefined;
	private profile: LoadedProfile | undefined;
	private hasUnreadableWallet = false;
	private hasLeft = false;
	/** Commands that came during the load; they wait for it (rule X4). */
	private readonly waiting = new CommandQueue();

	constructor(
		private readonly side: PlayerSide,
		readonly userId: number,
	) {}

	/** Yields until the profile is held, the player has left, or he was asked to join again. */
	startAsync(): void {
		// A server that hung learns in one frame who came and went meanwhile. Whoever is gone again may be playing
		// elsewhere, and asking for his profile would end that session: so his leaving is heard first.
		this.side.scheduler.waitAsync(0);
		this.loadAsync(JOIN_ATTEMPTS, KICK_NOT_LOADED);
	}

	/** The player is going. What is loaded is released; what is still loading will be, as soon as it arrives. */
	leave(): void {
		this.hasLeft = true;
		this.waiting.takeAll();
		this.wallet?.close();
		this.profile?.release();
	}

	/** Is the like of this command under way here? */
	awaits(command: SignedCommand): boolean {
		return this.wallet !== undefined ? this.wallet.awaits(command) : this.waiting.has(command);
	}

	/** True when it brought something new. */
	take(command: SignedCommand): boolean {
		if (this.wallet !== undefined) return this.wallet.take(command);
		if (!this.hasUnreadableWallet) return this.waiting.add(command);
		// Nothing can be decided on a wallet nobody here can read, so the outcome stays open.
		const { id, seq } = command;
		this.side.wallets.note({ commandId: id, userId: this.userId, seq, code: "wallet-unreadable" });
		return false;
	}

	/** The wallet, while it is held and takes changes. */
	openWallet(): Result<WalletSession, NoWalletCode> {
		if (this.hasUnreadableWallet) return fail("wallet-unreadable");
		if (this.wallet === undefined) return fail("loading");
		return this.wallet.isTaking() ? ok(this.wallet) : fail("not-held");
	}

	private loadAsync(attempts: ReadonlyArray<LoadAttempt>, kickMessage: string): void {
		const stopWaiting = this.side.scheduler.delay(LOAD_SECONDS_MAX, () => this.askToRejoin(kickMessage));
		const profile = this.tryLoadAsync(attempts);
		stopWaiting();
		if (profile !== undefined) this.arriveAsync(profile);
		else this.askToRejoin(kickMessage);
	}

	private tryLoadAsync(attempts: ReadonlyArray<LoadAttempt>): LoadedProfile | undefined {
		for (const attempt of attempts) {
			if (attempt.afterSeconds > 0) this.side.scheduler.waitAsync(attempt.afterSeconds);
			if (this.hasLeft || this.side.isClosing()) return undefined;
			const profile = this.side.profiles.loadAsync(this.userId, attempt.whenLocked);
			if (profile !== undefined) return profile;
		}
		return undefined;
	}

	private askToRejoin(kickMessage: string): void {
		if (this.hasLeft || this.side.isClosing()) return;
		this.side.log.warn("player-asked-to-rejoin", { userId: this.userId });
		this.side.players.kick(this.userId, kickMessage);
	}

	private arriveAsync(profile: LoadedProfile): void {
		if (this.hasLeft || this.side.isClosing()) return profile.release();
		const decoded = decodeWallet(this.side.platform, profile.storedWallet);
		this.profile = profile;
		this.hasUnreadableWallet = !decoded.ok;
		if (decoded.ok) return this.openAsync(profile, decoded.value);
		// A newer program's wallet, or a damaged one: it is left exactly as it is, and the player plays on without.
		this.side.log.alarm("wallet-unreadable", { userId: this.userId, code: decoded.error.code });
		this.listen(profile, undefined);
		for (const command of this.waiting.takeAll()) this.take(command);
	}

	/** What the player had before is in the wallet, and stored, before anybody sees a balance. */
	private openAsync(profile: LoadedProfile, stored: Wallet | undefined): void {
		const { wallets, scheduler } = this.side;
		const change = this.side.findImportAsync(this.userId, stored);
		if (this.hasLeft || this.profile !== profile) return;
		if (!change.ok) return this.askToRejoin(KICK_NOT_LOADED);
		// Made anew by every load: only this session's own saves can prove its changes (rule D2).
		const wallet = new WalletSession(wallets, profile, this.userId, wallets.newId(), stored);
		this.listen(profile, wallet);
		if (change.value !== undefined) {
			const outcome = wallet.change(change.value);
			const isStored =
				outcome.kind === "settled" && awaitProofAsync(scheduler, wallet, outcome.receipt.revision) === "stored";
			if (this.hasLeft || this.profile !== profile) return;
			if (!isStored) return this.askToRejoin(KICK_NOT_LOADED);
		}
		if (this.hasLeft || this.profile !== profile) return;
		this.wallet = wallet;
		this.side.opened(wallet);
		for (const command of this.waiting.takeAll()) this.take(command);
	}

	private listen(profile: LoadedProfile, wallet: WalletSession | undefined): void {
		profile.listen({
			saved: (storedTag) => wallet?.confirm(storedTag),
			releasing: () => wallet?.close(),
			lost: () => {
				wallet?.close();
				this.regain(profile);
			},
			closed: () => {
				if (wallet === undefined) return;
				wallet.end();
				this.side.ended(wallet);
			},
		});
	}

	/** The lock is gone with the player still here: drop everything from memory and load again (rules D5, B5). */
	private regain(lost: LoadedProfile): void {
		if (this.profile !== lost) return;
		this.profile = undefined;
		this.wallet = undefined;
		this.hasUnreadableWallet = false;
		if (this.hasLeft || this.side.isClosing()) return;
		this.side.log.warn("session-lock-lost", { userId: this.userId });
		this.side.scheduler.spawn(() => this.loadAsync(REGAIN_ATTEMPTS, KICK_LOCK_LOST));
	}
}
