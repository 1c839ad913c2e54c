-- Who may take a command back follows from how high its actor stood when he gave it. NULL: nobody noted it.
ALTER TABLE command ADD COLUMN actor_level TEXT;
-- Number of the command that this one takes back. More than one may try; at most one of them changes anything.
ALTER TABLE command ADD COLUMN reverses INTEGER;
CREATE INDEX command_actor ON command (actor_id, created_at);
CREATE INDEX command_reverses ON command (reverses) WHERE reverses IS NOT NULL;

-- Commands that are taken back together, in the background.
CREATE TABLE undo (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	guild_id TEXT NOT NULL,
	-- What was chosen, in a form that two who choose the same share.
	scope TEXT NOT NULL,
	actor_id TEXT NOT NULL,
	actor_name TEXT NOT NULL,
	asked_by TEXT NOT NULL,
	asked_name TEXT NOT NULL,
	asked_level TEXT,
	asked_at INTEGER NOT NULL,
	stopped_name TEXT,
	ended_at INTEGER,
	-- Where Discord shows how far it is; NULL once that can no longer be edited.
	application_id TEXT,
	token TEXT,
	shown_at INTEGER,
	-- Somebody read how it ended.
	told INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1))
) STRICT;
CREATE INDEX undo_running ON undo (id) WHERE ended_at IS NULL;
CREATE INDEX undo_untold ON undo (id) WHERE told = 0;

CREATE TABLE undo_item (
	undo_id INTEGER NOT NULL REFERENCES undo (id),
	state TEXT NOT NULL,
	-- Of the command that is taken back.
	number INTEGER NOT NULL,
	wanted INTEGER NOT NULL,
	moved INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (undo_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX undo_item_state ON undo_item (undo_id, state, number);
