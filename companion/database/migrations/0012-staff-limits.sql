-- Limits of a level, where they are not the usual ones.
CREATE TABLE staff_limit (
	guild_id TEXT NOT NULL,
	level TEXT NOT NULL,
	kind TEXT NOT NULL,
	amount INTEGER NOT NULL CHECK (amount >= 0),
	PRIMARY KEY (guild_id, level, kind)
) STRICT, WITHOUT ROWID;

-- Coins moved in a day (of UTC, counted from 1970) by one of the staff; '' is everybody together.
CREATE TABLE staff_moved (
	guild_id TEXT NOT NULL,
	day INTEGER NOT NULL,
	actor_id TEXT NOT NULL,
	amount INTEGER NOT NULL,
	PRIMARY KEY (guild_id, day, actor_id)
) STRICT, WITHOUT ROWID;
