import { accessSync, constants, readFileSync, statfsSync, statSync } from "node:fs";
import { fail, ok } from "../../../shared/result";
import { errorCode } from "../../error-code";
import type { DoctorMachine } from "./doctor-machine";

/** Looks at the machine's own files. */
export const fileMachine: DoctorMachine = {
	look(path) {
		// What this process may not see is nothing to it.
		const stats = attempt(() => statSync(path, { throwIfNoEntry: false }));
		return stats && { kind: stats.isDirectory() ? "folder" : "file", isWritable: mayWrite(path), bytes: stats.size };
	},
	readText(path) {
		try {
			return ok(readFileSync(path, "utf8"));
		} catch (problem) {
			return fail(errorCode(problem));
		}
	},
	freeBytes(path) {
		const disk = attempt(() => statfsSync(path));
		return disk && disk.bavail * disk.bsize;
	},
	fileSystem: (path) => attempt(() => statfsSync(path))?.type,
};

function mayWrite(path: string): boolean {
	const asked = attempt(() => {
		accessSync(path, constants.W_OK);
		return true;
	});
	return asked ?? false;
}

function attempt<Value>(call: () => Value): Value | undefined {
	try {
		return call();
	} catch {
		return undefined;
	}
}
