/** One stored state of a key. `value` is null in a tombstone, which a removal leaves behind. */
export interface StoredVersion {
	readonly value: string | null;
	readonly version: string;
	/** Unix milliseconds: when the entry came to be, and when this version was written. */
	readonly createdTime: number;
	readonly updatedTime: number;
	readonly userIds: readonly number[];
	readonly metadata: Readonly<Record<string, unknown>>;
}

interface Backup {
	readonly stored: StoredVersion;
	readonly overwrittenAt: number;
}

const HOUR_MILLIS = 3_600_000;
const KEPT_MILLIS = 30 * 24 * HOUR_MILLIS;
const DOTNET_EPOCH_TICKS = 621_355_968_000_000_000n;

/**
 * The versions of one key that can still be read. Only the first write of a UTC hour backs up what was there, later
 * ones of that hour overwrite for good; a backup lives 30 days after it was overwritten.
 * Source: creator-docs, `cloud-services/data-stores/versioning-listing-and-caching.md`.
 */
export class VersionHistory {
	#latest: StoredVersion | undefined;
	#backups: Backup[] = [];
	#written = 0;

	latest(unixMillis: number): StoredVersion | undefined {
		this.#expire(unixMillis);
		return this.#latest;
	}

	/** All that can be read now, oldest first. */
	readable(unixMillis: number): readonly StoredVersion[] {
		this.#expire(unixMillis);
		const latest = this.#latest === undefined ? [] : [this.#latest];
		return [...this.#backups.map((backup) => backup.stored), ...latest];
	}

	write(content: Pick<StoredVersion, "value" | "userIds" | "metadata">, unixMillis: number): StoredVersion {
		const before = this.latest(unixMillis);
		if (before !== undefined && hourOf(before.updatedTime) !== hourOf(unixMillis)) {
			this.#backups.push({ stored: before, overwrittenAt: unixMillis });
		}
		const lives = before !== undefined && before.value !== null;
		this.#written += 1;
		this.#latest = {
			value: content.value,
			userIds: [...content.userIds],
			metadata: { ...content.metadata },
			version: versionId(lives ? before.createdTime : unixMillis, this.#written, unixMillis),
			createdTime: lives ? before.createdTime : unixMillis,
			updatedTime: unixMillis,
		};
		return this.#latest;
	}

	#expire(unixMillis: number): void {
		this.#backups = this.#backups.filter((backup) => unixMillis - backup.overwrittenAt < KEPT_MILLIS);
		const latest = this.#latest;
		if (latest?.value === null && unixMillis - latest.updatedTime >= KEPT_MILLIS) this.#latest = undefined;
	}
}

function hourOf(unixMillis: number): number {
	return Math.floor(unixMillis / HOUR_MILLIS);
}

/** In the form of the documented example `08D9E6A3F2188CFF.0000000001.08D9E6A3F2188CFF.01`; the parts are not explained there. */
function versionId(createdMillis: number, count: number, writtenMillis: number): string {
	const counter = count.toString(16).toUpperCase().padStart(10, "0");
	return `${ticksText(createdMillis)}.${counter}.${ticksText(writtenMillis)}.01`;
}

function ticksText(unixMillis: number): string {
	const ticks = BigInt(unixMillis) * 10_000n + DOTNET_EPOCH_TICKS;
	return ticks.toString(16).toUpperCase().padStart(16, "0");
}
