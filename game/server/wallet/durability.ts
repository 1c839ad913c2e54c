/** `"<session id>:<revision>"`: written beside the data in the same save, read back from the stored entry. */
export function tagOf(sessionId: string, revision: number): string {
	return `${sessionId}:${string.format("%d", revision)}`;
}

function readTag(tag: string): { readonly sessionId: string; readonly revision: number } | undefined {
	const [sessionId, digits] = string.match(tag, "^(.*):(%d+)$");
	if (!typeIs(sessionId, "string")) return undefined;
	const revision = tonumber(digits);
	return revision === undefined ? undefined : { sessionId, revision };
}

/**
 * How far one session's changes are proved to be stored (rule D2). A save that finds the lock lost brings back the tags
 * of whoever owns the entry now, so a revision alone proves nothing: only a tag with this very session's id does.
 */
export class Durability {
	private revision: number;

	constructor(
		private readonly sessionId: string,
		loadedRevision: number,
	) {
		this.revision = loadedRevision;
	}

	tagFor(revision: number): string {
		return tagOf(this.sessionId, revision);
	}

	/** Highest revision that is proved to be stored. */
	durableRevision(): number {
		return this.revision;
	}

	covers(revision: number): boolean {
		return revision <= this.revision;
	}

	/** True when the stored tag proves more than was known. */
	confirm(storedTag: string | undefined): boolean {
		const tag = storedTag === undefined ? undefined : readTag(storedTag);
		if (tag === undefined || tag.sessionId !== this.sessionId || tag.revision <= this.revision) return false;
		this.revision = tag.revision;
		return true;
	}
}
