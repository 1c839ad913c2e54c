-- What the audit is asked for: by actor, source and time, by words of the reason, per day, and the richest wallets.

-- The time of the entry again, so that one index finds what an actor did when.
ALTER TABLE audit_detail ADD COLUMN at INTEGER NOT NULL DEFAULT 0;
UPDATE audit_detail SET at = (SELECT at FROM audit_entry WHERE id = entry_id);
CREATE INDEX audit_detail_actor ON audit_detail (actor, at);
CREATE INDEX audit_entry_at ON audit_entry (at);
CREATE INDEX audit_entry_source ON audit_entry (source, at);
CREATE INDEX wallet_balance ON wallet (balance) WHERE is_current = 1;

-- The digest follows the audit a few seconds behind: words of the reasons, and sums of each day.
CREATE TABLE audit_digest (
	only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
	-- Every entry up to here is in it.
	entry_id INTEGER NOT NULL
) STRICT;
INSERT INTO audit_digest VALUES (1, 0);
-- It keeps no text, only which words stand where, and can forget a row without knowing its text.
CREATE VIRTUAL TABLE audit_words USING fts5 (
	reason, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TABLE audit_day (
	guild_id TEXT NOT NULL,
	-- Days since 1970 in UTC, of the moment the change took effect.
	day INTEGER NOT NULL,
	source TEXT NOT NULL,
	receipts INTEGER NOT NULL,
	given INTEGER NOT NULL,
	taken INTEGER NOT NULL,
	PRIMARY KEY (guild_id, day, source)
) STRICT, WITHOUT ROWID;
