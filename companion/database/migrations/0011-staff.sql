-- What a Discord role counts as. NULL: as nothing, although ECONOMY_ROLE_IDS names it.
CREATE TABLE staff_role (
	guild_id TEXT NOT NULL,
	role_id TEXT NOT NULL,
	level TEXT,
	PRIMARY KEY (guild_id, role_id)
) STRICT, WITHOUT ROWID;

-- The least level of a right, where it is not the usual one.
CREATE TABLE staff_right (
	guild_id TEXT NOT NULL,
	name TEXT NOT NULL,
	needed TEXT NOT NULL,
	PRIMARY KEY (guild_id, name)
) STRICT, WITHOUT ROWID;

-- Who changed roles and rights.
CREATE TABLE staff_change (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	guild_id TEXT NOT NULL,
	at INTEGER NOT NULL,
	actor_id TEXT NOT NULL,
	actor_name TEXT NOT NULL,
	kind TEXT NOT NULL,
	subject TEXT NOT NULL,
	before TEXT NOT NULL,
	after TEXT NOT NULL
) STRICT;
CREATE TRIGGER staff_change_no_update BEFORE UPDATE ON staff_change
BEGIN
	SELECT RAISE(ABORT, 'staff_change is append-only');
END;
CREATE TRIGGER staff_change_no_delete BEFORE DELETE ON staff_change
BEGIN
	SELECT RAISE(ABORT, 'staff_change is append-only');
END;
CREATE TRIGGER staff_change_no_replace BEFORE INSERT ON staff_change
WHEN EXISTS (SELECT 1 FROM staff_change WHERE id = NEW.id)
BEGIN
	SELECT RAISE(ABORT, 'staff_change is append-only');
END;
