-- Each row carries a hash over itself and the row before it. Rows of before have none.
ALTER TABLE audit_entry ADD COLUMN chain_hash TEXT;

-- What the chain was at some moments, so that a later check may begin there, and a chain made anew shows.
CREATE TABLE audit_checkpoint (
	entry_id INTEGER NOT NULL PRIMARY KEY REFERENCES audit_entry (id),
	chain_hash TEXT NOT NULL,
	made_at INTEGER NOT NULL
) STRICT;
CREATE TRIGGER audit_checkpoint_no_update BEFORE UPDATE ON audit_checkpoint
BEGIN
	SELECT RAISE(ABORT, 'audit_checkpoint is append-only');
END;
CREATE TRIGGER audit_checkpoint_no_delete BEFORE DELETE ON audit_checkpoint
BEGIN
	SELECT RAISE(ABORT, 'audit_checkpoint is append-only');
END;

-- Receipts that no copy of the audit holds any more, accepted as lost when a restored journal opened the wallet.
CREATE TABLE audit_loss (
	subject TEXT NOT NULL,
	born TEXT NOT NULL,
	from_revision INTEGER NOT NULL,
	to_revision INTEGER NOT NULL,
	noted_at INTEGER NOT NULL,
	PRIMARY KEY (subject, born, from_revision)
) STRICT, WITHOUT ROWID;
