-- What every receipt pays for. Two look-ups instead of one with OR, for which SQLite makes a list first.
DROP TRIGGER audit_entry_no_replace;
CREATE TRIGGER audit_entry_no_replace BEFORE INSERT ON audit_entry
WHEN EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id)
	OR EXISTS (
		SELECT 1 FROM audit_entry WHERE subject = NEW.subject AND born = NEW.born AND revision = NEW.revision
	)
BEGIN
	SELECT RAISE(ABORT, 'audit_entry is append-only');
END;

-- The list of the richest follows with the digest: an index by balance moved two entries for every receipt, each to a
-- page of its own.
DROP INDEX wallet_balance;
ALTER TABLE wallet ADD COLUMN listed_balance INTEGER NOT NULL DEFAULT 0;
UPDATE wallet SET listed_balance = balance;
CREATE INDEX wallet_listed ON wallet (listed_balance) WHERE is_current = 1;
