-- What somebody was asked about before it is done; the button that says yes names it. Forgotten once it is answered.
CREATE TABLE asked_order (
	-- Id that the command gets.
	id TEXT NOT NULL PRIMARY KEY,
	guild_id TEXT NOT NULL,
	user_id INTEGER NOT NULL,
	user_name TEXT NOT NULL,
	delta INTEGER NOT NULL,
	reason TEXT NOT NULL,
	-- 1 from the yes on, until the command is in the journal or refused.
	confirmed INTEGER NOT NULL DEFAULT 0,
	-- Unix milliseconds.
	asked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX asked_order_user ON asked_order (user_id);
