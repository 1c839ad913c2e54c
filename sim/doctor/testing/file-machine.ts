import { accessSync, constants, statfsSync, statSync } from "node:fs";
import type { DoctorMachine } from "../../../companion/doctor/storage/doctor-machine";

/** Looks at real files, as `companion/main.ts` does. */
export const fileMachine: DoctorMachine = {
	look: (path) => {
		const stats = statSync(path, { throwIfNoEntry: false });
		return stats && { kind: stats.isDirectory() ? "folder" : "file", isWritable: mayWrite(path), bytes: stats.size };
	},
	freeBytes: (path) => {
		const { bavail, bsize } = statfsSync(path);
		return bavail * bsize;
	},
};

function mayWrite(path: string): boolean {
	try {
		accessSync(path, constants.W_OK);
		return true;
	} catch {
		return false;
	}
}
