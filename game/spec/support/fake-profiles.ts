import type { LoadedProfile, ProfileListener, Profiles, WhenLocked } from "../../server/ports";
import type { Wallet } from "../../../shared/wallet/wallet";

/** A loaded profile whose saves happen when the spec says so. */
export class FakeProfile implements LoadedProfile {
	saveRequests = 0;
	releaseRequests = 0;
	/** What the next save would store. */
	wallet: Wallet | undefined;
	tag: string | undefined;
	private listener: ProfileListener | undefined;

	constructor(readonly storedWallet: unknown) {}

	write(wallet: Wallet, tag: string): void {
		this.wallet = wallet;
		this.tag = tag;
	}

	requestSave(): void {
		this.saveRequests += 1;
	}

	release(): void {
		this.releaseRequests += 1;
	}

	listen(listener: ProfileListener): void {
		this.listener = listener;
	}

	/** A save reaches the store and comes back. */
	save(): void {
		this.listener?.saved(this.tag);
	}

	/** A save finds the lock lost and brings back the tags of the entry's new owner. */
	saveForeign(tag: string): void {
		this.listener?.saved(tag);
	}

	lose(): void {
		this.listener?.lost();
	}

	/** The final save of a release is stored. */
	finishRelease(): void {
		this.listener?.releasing();
		this.listener?.saved(this.tag);
		this.listener?.closed();
	}

	close(): void {
		this.listener?.closed();
	}
}

interface PendingLoad {
	readonly userId: number;
	readonly thread: thread;
}

/** Loads answer at once from `stored`, or wait for `finishLoad` while `isSlow`. */
export class FakeProfiles implements Profiles {
	readonly calls: Array<{ readonly userId: number; readonly whenLocked: WhenLocked }> = [];
	readonly stored = new Map<number, unknown>();
	readonly loaded: Array<FakeProfile> = [];
	/** How many further loads come to nothing. */
	failures = 0;
	isSlow = false;
	isStored = true;
	private pending: Array<PendingLoad> = [];

	loadAsync(userId: number, whenLocked: WhenLocked): LoadedProfile | undefined {
		this.calls.push({ userId, whenLocked });
		if (this.isSlow) {
			this.pending.push({ userId, thread: coroutine.running() });
			coroutine.yield();
		}
		if (this.failures > 0) {
			this.failures -= 1;
			return undefined;
		}
		const profile = new FakeProfile(this.stored.get(userId));
		this.loaded.push(profile);
		return profile;
	}

	isStoredAsync(): boolean {
		return this.isStored;
	}

	finishLoad(): void {
		const pending = this.pending;
		this.pending = [];
		for (const load of pending) task.spawn(load.thread);
	}

	newest(): FakeProfile {
		const profile = this.loaded[this.loaded.size() - 1];
		assert(profile !== undefined, "nothing was loaded");
		return profile;
	}
}
