import { dirname, join } from "node:path";

const OFF = "off";

/** Where `BACKUP_DIR` puts the backups of this database. `undefined`: none are made. */
export function findBackupFolder(setting: string, databasePath: string): string | undefined {
	if (setting === OFF) return undefined;
	return setting === "" ? besideDatabase(databasePath) : setting;
}

export function besideDatabase(databasePath: string): string {
	return join(dirname(databasePath), "backups");
}
