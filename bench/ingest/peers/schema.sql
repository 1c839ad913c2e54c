-- What the contract asks for and no more: no chain, no pseudonyms, no wallets. Both peers have exactly these tables.

CREATE TABLE audit_entry (
	id INTEGER PRIMARY KEY,
	user_id INTEGER NOT NULL,
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
	received_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX audit_entry_revision ON audit_entry (user_id, born, revision);
CREATE INDEX audit_entry_command ON audit_entry (command_id);

CREATE TABLE audit_detail (
	entry_id INTEGER PRIMARY KEY REFERENCES audit_entry (id),
	actor TEXT NOT NULL,
	reason TEXT NOT NULL
);

CREATE TABLE idempotency_key (
	key TEXT NOT NULL PRIMARY KEY,
	body_hash TEXT NOT NULL,
	created_at INTEGER NOT NULL
);
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
