-- Commands and coins of one of the staff in a minute (of UTC, counted from 1970), for as long as they count.
CREATE TABLE staff_pace (
	guild_id TEXT NOT NULL,
	actor_id TEXT NOT NULL,
	minute INTEGER NOT NULL,
	commands INTEGER NOT NULL,
	amount INTEGER NOT NULL,
	PRIMARY KEY (guild_id, actor_id, minute)
) STRICT, WITHOUT ROWID;

-- Who may move no coins until somebody lifts it, with the level he had and what he had done.
CREATE TABLE staff_freeze (
	guild_id TEXT NOT NULL,
	actor_id TEXT NOT NULL,
	actor_name TEXT NOT NULL,
	level TEXT,
	at INTEGER NOT NULL,
	commands INTEGER NOT NULL,
	amount INTEGER NOT NULL,
	PRIMARY KEY (guild_id, actor_id)
) STRICT, WITHOUT ROWID;

-- What the owners are to be told, and whether they were: in the channel, and by a message to the owner.
CREATE TABLE alarm (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	guild_id TEXT NOT NULL,
	at INTEGER NOT NULL,
	content TEXT NOT NULL,
	in_channel INTEGER NOT NULL DEFAULT 0,
	to_owner INTEGER NOT NULL DEFAULT 0
) STRICT;
