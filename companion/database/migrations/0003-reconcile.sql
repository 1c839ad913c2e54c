-- What the companion reads for itself: session locks that stand in the way of commands, and entries whose receipts no
-- server is going to send. Columns ending in _at are Unix milliseconds.

CREATE TABLE seen_lock (
	user_id INTEGER PRIMARY KEY,
	job TEXT NOT NULL,
	-- NULL until the companion read the entry itself; 0 for a lock that names no place.
	place_id INTEGER,
	loads INTEGER NOT NULL,
	updated INTEGER NOT NULL,
	first_seen_at INTEGER NOT NULL,
	-- When a read of the companion's own showed the same lock again, long enough after the first time.
	confirmed_at INTEGER,
	-- When Roblox's list of servers lacked the job after that.
	dead_at INTEGER
) STRICT;

-- Wallets that a server listed with receipts the audit had not acknowledged.
CREATE TABLE open_receipts (
	server_id TEXT NOT NULL REFERENCES game_server (server_id) ON DELETE CASCADE,
	user_id INTEGER NOT NULL,
	born TEXT NOT NULL,
	revision INTEGER NOT NULL,
	-- When the server listed the wallet no more.
	gone_at INTEGER,
	PRIMARY KEY (server_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX open_receipts_gone ON open_receipts (gone_at) WHERE gone_at IS NOT NULL;

-- Entries to read.
CREATE TABLE entry_read (
	user_id INTEGER PRIMARY KEY,
	due_at INTEGER NOT NULL,
	tries INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX entry_read_due ON entry_read (due_at);

-- 1 once what its silence left behind was taken up.
ALTER TABLE game_server ADD COLUMN ended INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1));
-- When the companion last read the entry, or first heard of the wallet.
ALTER TABLE wallet ADD COLUMN read_at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX wallet_read ON wallet (read_at) WHERE is_current = 1;
