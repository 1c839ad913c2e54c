-- Discord servers that were told how to begin, or that need not be.
CREATE TABLE guild_checklist (
	guild_id TEXT NOT NULL PRIMARY KEY,
	done_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
