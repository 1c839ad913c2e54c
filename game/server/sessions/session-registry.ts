import type { SignedCommand } from "../../../shared/protocol/command";
import type { HeldWallet } from "../../../shared/protocol/heartbeat";
import { fail, type Result } from "../../../shared/result";
import type { WalletSession } from "../wallet/wallet-session";
import { type NoWalletCode, PlayerSession, type PlayerSide } from "./player-session";

/** Roblox gives test players in Studio negative ids; they have no wallet. */
const USER_ID_MIN = 1;

/** Who is on this server, and which wallets it holds or is still giving back. */
export class SessionRegistry {
	private readonly players = new Map<number, PlayerSession>();
	private wallets: Array<WalletSession> = [];
	/** Who left, and may still be there for the engine. */
	private readonly leaving = new Set<number>();
	private readonly side: PlayerSide;

	/** `changed` runs when someone came or a session ended for good. */
	constructor(
		side: Omit<PlayerSide, "opened" | "ended">,
		private readonly changed: () => void,
		private readonly shown: (wallet: WalletSession) => void,
	) {
		this.side = {
			...side,
			opened: (wallet: WalletSession) => this.open(wallet),
			ended: (wallet: WalletSession) => this.forget(wallet),
		};
	}

	/** Yields until the player's profile is held or given up. */
	joinAsync(userId: number): void {
		if (userId < USER_ID_MIN || this.side.isClosing()) return;
		this.leaving.delete(userId);
		this.players.get(userId)?.leave();
		const session = new PlayerSession(this.side, userId);
		this.players.set(userId, session);
		this.changed();
		session.startAsync();
	}

	leave(userId: number): void {
		const session = this.players.get(userId);
		if (session === undefined) return;
		this.players.delete(userId);
		this.leaving.add(userId);
		session.leave();
		this.changed();
	}

	releaseAll(): void {
		for (const userId of this.presentUserIds()) this.leave(userId);
	}

	has(userId: number): boolean {
		return this.players.has(userId);
	}

	/** Is a session of this player being given back here, with its final save under way? */
	isReleasing(userId: number): boolean {
		return this.wallets.some((wallet) => wallet.userId === userId && !wallet.isTaking());
	}

	/** Does this player's session have the like of this command under way? */
	awaits(command: SignedCommand): boolean {
		const session = this.players.get(command.userId);
		return session !== undefined && session.awaits(command);
	}

	/** Hands a command to its player's session, loading ones too. True when it brought something new. */
	take(command: SignedCommand): boolean {
		const session = this.players.get(command.userId);
		assert(session !== undefined, "only a player who is here takes commands");
		return session.take(command);
	}

	/** The wallet of a player who is here, or why it takes no changes. */
	walletOf(userId: number): Result<WalletSession, NoWalletCode | "closing"> {
		if (this.side.isClosing()) return fail("closing");
		return this.players.get(userId)?.openWallet() ?? fail(this.isExpected(userId) ? "loading" : "not-held");
	}

	/** Other scripts, and purchases, may come before our own handler of PlayerAdded. */
	private isExpected(userId: number): boolean {
		return userId >= USER_ID_MIN && !this.leaving.has(userId) && this.side.players.has(userId);
	}

	/** Acknowledgements of the audit, by wallet life. */
	acknowledge(acked: Readonly<Record<string, number>>): void {
		for (const [born, revision] of pairs(acked)) {
			for (const wallet of this.wallets) wallet.acknowledge(born, revision);
		}
	}

	/** Players on this server, loading ones too, by id. */
	presentUserIds(): ReadonlyArray<number> {
		const ids: Array<number> = [];
		for (const [userId] of this.players) ids.push(userId);
		return ids.sort();
	}

	/** Wallets that exist and are stored. A player's new session hides the one he is still leaving. */
	heldWallets(): ReadonlyArray<HeldWallet> {
		const byUser = new Map<number, HeldWallet>();
		for (const wallet of this.wallets) {
			const held = wallet.heldWallet();
			if (held !== undefined) byUser.set(held.userId, held);
		}
		const held: Array<HeldWallet> = [];
		for (const [, wallet] of byUser) held.push(wallet);
		return held.sort((a, b) => a.userId < b.userId);
	}

	/** True when every lock was given back. */
	isEmpty(): boolean {
		return this.players.isEmpty() && this.wallets.isEmpty();
	}

	private open(wallet: WalletSession): void {
		this.wallets.push(wallet);
		this.shown(wallet);
		this.changed();
	}

	private forget(wallet: WalletSession): void {
		this.wallets = this.wallets.filter((candidate) => candidate !== wallet);
		this.changed();
	}
}
