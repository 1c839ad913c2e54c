import { integerText } from "../../../shared/store-keys";
import { fail, ok, type Result } from "../../../shared/result";
import { COMMAND_ID_BYTES_MAX } from "../../../shared/limits";
import { isIdText } from "../../../shared/text";
import { IMPORT_PREFIX } from "../../../shared/wallet/game-keys";
import { readOldBalance } from "../../../shared/wallet/old-balance";
import type { GameChange } from "../../../shared/wallet/reduce-game-change";
import type { Wallet } from "../../../shared/wallet/wallet";
import type { ImportSettings, Ports } from "../ports";

const USER_ID_MARK = "{UserId}";
/** Seconds before each try. */
const TRIES: ReadonlyArray<number> = [0, 2, 5];

/** Coins that players had before the game took up Purser, in a profile of its own. Put into each wallet once. */
export class BalanceImport {
	constructor(private readonly ports: Pick<Ports, "platform" | "oldProfiles" | "scheduler" | "log">) {}

	/**
	 * The change that brings them, if there is one to make. A wallet that has it is not looked at again; a store that
	 * does not answer is no answer, because a balance without them would be wrong.
	 */
	findAsync(
		settings: ImportSettings | undefined,
		userId: number,
		wallet: Wallet | undefined,
	): Result<GameChange | undefined, "store-unavailable"> {
		if (settings === undefined) return ok(undefined);
		const key = this.keyOf(settings.storeName);
		if (wallet !== undefined && wallet.keys[key] !== undefined) return ok(undefined);
		const stored = this.readAsync(settings, userId);
		if (!stored.ok) return stored;
		const old = readOldBalance(stored.value, settings.field);
		if (old.kind === "unreadable")
			this.ports.log.alarm("old-balance-unreadable", { userId, store: settings.storeName });
		if (old.kind !== "found") return ok(undefined);
		return ok({ delta: old.amount, source: "import", reason: "balance from before", actor: "game", key });
	}

	private readAsync({ storeName, key }: ImportSettings, userId: number): Result<unknown, "store-unavailable"> {
		const [before, after] = key.split(USER_ID_MARK);
		for (const seconds of TRIES) {
			if (seconds > 0) this.ports.scheduler.waitAsync(seconds);
			const stored = this.ports.oldProfiles.readAsync(storeName, `${before}${integerText(userId)}${after ?? ""}`);
			if (stored.ok) return stored;
		}
		this.ports.log.warn("old-balance-not-read", { userId, store: storeName });
		return fail("store-unavailable");
	}

	private keyOf(storeName: string): string {
		const key = `${IMPORT_PREFIX}${storeName}`;
		const fits = isIdText(storeName) && key.size() <= COMMAND_ID_BYTES_MAX;
		return fits ? key : `${IMPORT_PREFIX}${this.ports.platform.sha256(storeName)}`;
	}
}
