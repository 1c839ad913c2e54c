-- Commands that wait for a second person, and what he said.
CREATE TABLE approval (
	command_id TEXT NOT NULL PRIMARY KEY,
	guild_id TEXT NOT NULL,
	user_id INTEGER NOT NULL,
	user_name TEXT NOT NULL,
	delta INTEGER NOT NULL,
	reason TEXT NOT NULL,
	asker_id TEXT NOT NULL,
	asker_name TEXT NOT NULL,
	asked_at INTEGER NOT NULL,
	decision TEXT CHECK (decision IN ('approved', 'rejected')),
	decider_id TEXT,
	decider_name TEXT
) STRICT, WITHOUT ROWID;

-- Who approved it, where it took two.
ALTER TABLE command ADD COLUMN approver_id TEXT;
ALTER TABLE command ADD COLUMN approver_name TEXT;
