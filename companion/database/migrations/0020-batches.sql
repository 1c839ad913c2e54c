-- Many commands from one file, given one after the other.
CREATE TABLE batch (
	-- Id of the interaction that asked for it; ids of its commands begin with it.
	id TEXT NOT NULL PRIMARY KEY,
	guild_id TEXT NOT NULL,
	actor_id TEXT NOT NULL,
	-- Unix milliseconds.
	asked_at INTEGER NOT NULL,
	per_minute INTEGER NOT NULL CHECK (per_minute > 0),
	-- When the next line is due, Unix milliseconds.
	next_at INTEGER NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('asked', 'running', 'stopped', 'done')),
	-- Who stopped it.
	stopped_by TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_due ON batch (next_at) WHERE state = 'running';

CREATE TABLE batch_line (
	batch_id TEXT NOT NULL REFERENCES batch (id) ON DELETE CASCADE,
	-- As in the file.
	line INTEGER NOT NULL,
	user_id INTEGER NOT NULL,
	user_name TEXT NOT NULL,
	delta INTEGER NOT NULL,
	reason TEXT NOT NULL,
	-- '' while it waits, 'given', or the code by which it was refused.
	ended TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (batch_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_line_user ON batch_line (user_id);
