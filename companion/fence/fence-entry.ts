import { bunPlatform } from "../../shared/bun/platform";
import { BALANCE_MAX } from "../../shared/limits";
import { FieldReader } from "../../shared/protocol/fields";
import type { StoredContent } from "../roblox/open-cloud/conditional-entries";

/** Key of the fence in a data store of its own, beside the wallets. */
export const FENCE_KEY = "purser-fence";

/** Which database may command the wallets of a store. Whoever cannot match it reads only (rule F1). */
export interface FenceEntry {
	/** Random name of the database, kept by its backups. */
	readonly lineage: string;
	/** Life of the journal; one more with each restore. */
	readonly epoch: number;
	/** Grows while the database is in use, so that an older copy of it is known as such. */
	readonly tick: number;
	/** Newest finished backup, if there ever was one. */
	readonly backup?: string | undefined;
}

/** It is about no player, so Roblox has nobody to note with it. */
export function fenceContent(entry: FenceEntry): StoredContent {
	return { value: entry, users: [], attributes: {} };
}

/** `undefined` for anything that is no fence. */
export function decodeFenceEntry(value: unknown): FenceEntry | undefined {
	const fields = new FieldReader(bunPlatform, value);
	const read = fields.finish({
		lineage: fields.id("lineage", 64),
		epoch: fields.integer("epoch", 1, BALANCE_MAX),
		tick: fields.integer("tick", 0, BALANCE_MAX),
		backup: fields.optional("backup", () => fields.id("backup", 64)),
	});
	return read.ok ? read.value : undefined;
}
