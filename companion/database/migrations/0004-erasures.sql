-- Players whose wallet is put back to nothing and whose name the books forget.
CREATE TABLE erasure (
	id INTEGER PRIMARY KEY,
	-- Minus `id` once it is done: the pseudonym that stands in every other table from then on.
	user_id INTEGER NOT NULL,
	-- As the audit knows the player, before and after. NULL: the audit knew nothing.
	subject TEXT,
	-- The life that ends, and the one that takes its place. NULL until it is known, or when there was none.
	old_born TEXT,
	new_born TEXT NOT NULL UNIQUE,
	asked_at INTEGER NOT NULL,
	-- What it waits for, as it was last looked at.
	waiting TEXT,
	-- The entry was seen with the new life.
	replaced_at INTEGER,
	-- Open commands were told, and nothing is left to do.
	done_at INTEGER
) STRICT;
CREATE INDEX erasure_open ON erasure (user_id) WHERE done_at IS NULL;
CREATE INDEX erasure_old_born ON erasure (old_born);
