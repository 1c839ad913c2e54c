-- What players are called, for offering them to staff who type a name. Nothing else rests on it.
CREATE TABLE player_name (
	user_id INTEGER NOT NULL PRIMARY KEY,
	-- At Roblox a name belongs to one account, however it is written.
	name TEXT NOT NULL UNIQUE COLLATE NOCASE,
	-- When it was said last, Unix milliseconds.
	said_at INTEGER NOT NULL
) STRICT;
CREATE INDEX player_name_said ON player_name (said_at);

-- The same name beside where the player is, so that those in game are found along an index of their own.
ALTER TABLE presence ADD COLUMN name TEXT COLLATE NOCASE;
CREATE INDEX presence_name ON presence (name) WHERE is_player = 1 AND name IS NOT NULL;
