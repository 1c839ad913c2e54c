-- Restored journals and backups.

-- An opening command: takes a wallet over for a restored journal. It changes nothing; `delta` has no meaning there.
ALTER TABLE command ADD COLUMN opens INTEGER NOT NULL DEFAULT 0 CHECK (opens IN (0, 1));

-- The audit has every receipt up to here. `acked` lags behind it where a backup has to hold them first.
ALTER TABLE wallet ADD COLUMN audited INTEGER NOT NULL DEFAULT 0;
UPDATE wallet SET audited = acked;

-- A command id decides once, also when the journal forgot it.
CREATE INDEX audit_entry_command_id ON audit_entry (command_id) WHERE command_id IS NOT NULL;
CREATE INDEX command_opening ON command (id) WHERE opens = 1 AND settled_at IS NULL;
