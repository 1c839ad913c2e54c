-- Journal, audit and what the companion knows of wallets and game servers.
-- Columns ending in _at are Unix milliseconds, except `at` and `not_after`, which are Unix seconds as on the wire.

CREATE TABLE meta (
	key TEXT NOT NULL PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row a wallet life. `born` names the life; a player has at most one current life.
CREATE TABLE wallet (
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL,
	born TEXT NOT NULL,
	epoch INTEGER NOT NULL,
	is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
	-- 0 while this life is only proposed by the journal.
	seen_stored INTEGER NOT NULL CHECK (seen_stored IN (0, 1)),
	next_seq INTEGER NOT NULL CHECK (next_seq >= 1),
	-- Newest receipt the audit has seen, and the balance it left.
	revision INTEGER NOT NULL DEFAULT 0,
	balance INTEGER NOT NULL DEFAULT 0,
	-- The audit has every receipt up to here.
	acked INTEGER NOT NULL DEFAULT 0,
	-- Code of the alarm that keeps commands of this wallet back until a person has looked.
	stopped TEXT,
	UNIQUE (user_id, born)
) STRICT;
CREATE UNIQUE INDEX wallet_current ON wallet (user_id) WHERE is_current = 1;

-- The journal. A row is durable before anything of it leaves the process.
CREATE TABLE command (
	number INTEGER PRIMARY KEY,
	id TEXT NOT NULL UNIQUE,
	content_hash TEXT NOT NULL,
	guild_id TEXT NOT NULL,
	user_id INTEGER NOT NULL,
	user_name TEXT NOT NULL,
	delta INTEGER NOT NULL CHECK (delta <> 0),
	reason TEXT NOT NULL,
	actor_id TEXT NOT NULL,
	actor_name TEXT NOT NULL,
	source TEXT NOT NULL,
	born TEXT NOT NULL,
	epoch INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('pending', 'published', 'committed', 'refused', 'expired', 'unknown')),
	-- Sent as a command that changes nothing, because it ran out of time.
	empty INTEGER NOT NULL DEFAULT 0 CHECK (empty IN (0, 1)),
	created_at INTEGER NOT NULL,
	not_after INTEGER NOT NULL,
	sent_at INTEGER,
	ring_count INTEGER NOT NULL DEFAULT 0,
	-- When to ring next; NULL while no server is there or earlier numbers come first.
	due_at INTEGER,
	executor TEXT,
	waiting TEXT,
	-- Job that holds the wallet, as the last executor reported it.
	held_by TEXT,
	code TEXT,
	balance INTEGER,
	revision INTEGER,
	settled_at INTEGER,
	UNIQUE (user_id, born, epoch, seq),
	CHECK ((settled_at IS NULL) = (state IN ('pending', 'published'))),
	CHECK ((state = 'pending') = (sent_at IS NULL) OR settled_at IS NOT NULL)
) STRICT;
CREATE INDEX command_open ON command (user_id, seq) WHERE settled_at IS NULL;
CREATE INDEX command_due ON command (due_at) WHERE settled_at IS NULL;
CREATE INDEX command_end ON command (not_after) WHERE settled_at IS NULL AND empty = 0;
CREATE INDEX command_executor ON command (executor) WHERE settled_at IS NULL;

-- Who a subject is. The audit itself holds no personal text, so that a person can be forgotten without breaking it.
CREATE TABLE subject (
	subject TEXT NOT NULL PRIMARY KEY,
	guild_id TEXT NOT NULL,
	user_id INTEGER NOT NULL,
	user_name TEXT,
	UNIQUE (guild_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_entry (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	guild_id TEXT NOT NULL,
	subject TEXT NOT NULL,
	born TEXT NOT NULL,
	epoch INTEGER NOT NULL,
	revision INTEGER NOT NULL,
	command_id TEXT,
	seq INTEGER,
	source TEXT NOT NULL,
	kind TEXT NOT NULL,
	code TEXT,
	delta INTEGER NOT NULL,
	balance INTEGER NOT NULL,
	at INTEGER NOT NULL,
	receipt_hash TEXT NOT NULL,
	-- SHA-256 over salt, actor and reason of `audit_detail`.
	detail_hash TEXT NOT NULL,
	received_at INTEGER NOT NULL,
	UNIQUE (subject, born, revision)
) STRICT;
CREATE INDEX audit_entry_command ON audit_entry (subject, command_id) WHERE command_id IS NOT NULL;

CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
BEGIN
	SELECT RAISE(ABORT, 'audit_entry is append-only');
END;
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
BEGIN
	SELECT RAISE(ABORT, 'audit_entry is append-only');
END;
-- INSERT OR REPLACE deletes without firing the trigger above, unless recursive triggers are on.
CREATE TRIGGER audit_entry_no_replace BEFORE INSERT ON audit_entry
WHEN EXISTS (
	SELECT 1 FROM audit_entry
	WHERE id = NEW.id OR (subject = NEW.subject AND born = NEW.born AND revision = NEW.revision)
)
BEGIN
	SELECT RAISE(ABORT, 'audit_entry is append-only');
END;

-- The personal part of an audit row, which alone may be erased.
CREATE TABLE audit_detail (
	entry_id INTEGER PRIMARY KEY REFERENCES audit_entry (id),
	salt TEXT NOT NULL,
	actor TEXT NOT NULL,
	actor_name TEXT,
	reason TEXT NOT NULL
) STRICT;

CREATE TABLE idempotency_key (
	key TEXT NOT NULL PRIMARY KEY,
	body_hash TEXT NOT NULL,
	created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);

CREATE TABLE game_server (
	server_id TEXT NOT NULL PRIMARY KEY,
	place_id INTEGER NOT NULL,
	build TEXT NOT NULL,
	studio INTEGER NOT NULL CHECK (studio IN (0, 1)),
	session_at INTEGER NOT NULL,
	-- Highest heartbeat taken; 0 before the first.
	beat INTEGER NOT NULL DEFAULT 0,
	seen_at INTEGER NOT NULL DEFAULT 0,
	subscribed INTEGER NOT NULL DEFAULT 0,
	closing INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX game_server_seen ON game_server (seen_at);

-- Who is where, as each server said last.
CREATE TABLE presence (
	user_id INTEGER NOT NULL,
	server_id TEXT NOT NULL REFERENCES game_server (server_id) ON DELETE CASCADE,
	-- 1: a player there, perhaps still loading. 0: only his session is there, being released.
	is_player INTEGER NOT NULL CHECK (is_player IN (0, 1)),
	PRIMARY KEY (user_id, server_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX presence_server ON presence (server_id);

-- Discord replies that wait for the outcome of a command; many may wait for one.
CREATE TABLE pending_reply (
	id INTEGER PRIMARY KEY,
	command_id TEXT NOT NULL,
	application_id TEXT NOT NULL,
	token TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	done INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1))
) STRICT;
CREATE INDEX pending_reply_open ON pending_reply (command_id) WHERE done = 0;
