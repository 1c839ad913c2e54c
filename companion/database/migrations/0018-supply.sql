-- Coins in all wallets as the audit knew them at some moments of the last hour; and whether an alarm was raised there.
CREATE TABLE supply_sample (
	guild_id TEXT NOT NULL,
	at INTEGER NOT NULL,
	supply INTEGER NOT NULL,
	raised INTEGER NOT NULL,
	PRIMARY KEY (guild_id, at)
) STRICT, WITHOUT ROWID;
