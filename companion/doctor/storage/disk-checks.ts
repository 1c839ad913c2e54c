import { dirname } from "node:path";
import { findBackupFolder } from "../../config/backup-folder";
import { describeFileSystem } from "../../config/passing-disk";
import { SETTINGS } from "../../config/settings";
import { defineCheck, type Check } from "../check";
import { bad, good, skipped } from "../finding";
import { findFolder } from "./doctor-machine";

const MEBIBYTE = 1_048_576;
const FREE_BYTES_MIN = 100 * MEBIBYTE;
const FREE_BYTES_ENOUGH = 1_024 * MEBIBYTE;
/** Beside the backup that is being made there has to be room for the database to grow. */
const BACKUP_ROOM = 2;

/** Room for what is written. */
export const DISK_CHECKS: readonly Check[] = [
	defineCheck({
		name: "disk-space",
		settings: { path: SETTINGS.databasePath },
		judge: ({ path }, { machine }) => {
			const folder = findFolder(machine, dirname(path));
			const free = folder === undefined ? undefined : machine.freeBytes(folder.path);
			if (free === undefined) return skipped("this machine does not say how much room is left");
			const text = `${Math.floor(free / MEBIBYTE)} MiB are free for the database`;
			if (free < FREE_BYTES_MIN)
				return bad(`${text}: a full disk stops the companion; make room, or move DATABASE_URL`);
			return good(free < FREE_BYTES_ENOUGH ? `${text}: keep an eye on it` : "");
		},
	}),
	defineCheck({
		name: "disk-lasts",
		settings: { path: SETTINGS.databasePath },
		judge: ({ path }, { machine }) => {
			const folder = findFolder(machine, dirname(path));
			const passing = describeFileSystem(folder === undefined ? undefined : machine.fileSystem(folder.path));
			// It may be meant so, and the settings check refuses hosts that are known for it.
			return good(passing === undefined ? "" : `${path} lies ${passing}`);
		},
	}),
	defineCheck({
		name: "backups",
		// Unless told otherwise they lie beside it.
		after: ["database-file"],
		settings: { path: SETTINGS.databasePath, setting: SETTINGS.backupFolder },
		judge: ({ path, setting }, { machine }) => {
			const backupFolder = findBackupFolder(setting, path);
			if (backupFolder === undefined) {
				return skipped("backups are off: set BACKUP_DIR, best to a folder on another disk");
			}
			const folder = findFolder(machine, backupFolder);
			if (folder?.state.kind !== "folder" || !folder.state.isWritable) {
				return bad(`BACKUP_DIR: ${folder?.path ?? backupFolder} is not a folder this process may write to`);
			}
			const free = machine.freeBytes(folder.path);
			const needed = BACKUP_ROOM * (machine.look(path)?.bytes ?? 0);
			if (free === undefined || free >= needed) {
				return good(setting === "" ? "they lie beside the database: set BACKUP_DIR to a folder on another disk" : "");
			}
			return bad(
				`BACKUP_DIR has ${Math.floor(free / MEBIBYTE)} MiB free, and a backup may need ${Math.ceil(needed / MEBIBYTE)}: make room, or lower BACKUP_COUNT`,
			);
		},
	}),
];
