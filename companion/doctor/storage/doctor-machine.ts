import { dirname } from "node:path";
import type { ReadText } from "../../config/read-keys";

export interface PathState {
	readonly kind: "file" | "folder";
	/** For this process, by the rights of the file system. */
	readonly isWritable: boolean;
	readonly bytes: number;
}

/** What only the machine can say about its files. Nothing here changes any. */
export interface DoctorMachine {
	/** `undefined`: there is nothing at this path. */
	look(path: string): PathState | undefined;
	/** What is written there, or why it cannot be read. */
	readonly readText: ReadText;
	/** Bytes that this process may still use on the disk of a path that exists; `undefined` where nobody knows. */
	freeBytes(path: string): number | undefined;
	/** The kind of file system a path that exists lies on, as `statfs` names it; `undefined` where nobody knows. */
	fileSystem(path: string): number | undefined;
}

/** The nearest folder that exists, the path itself or one above it. */
export function findFolder(
	machine: DoctorMachine,
	path: string,
): { readonly path: string; readonly state: PathState } | undefined {
	for (let at = path; ; at = dirname(at)) {
		const state = machine.look(at);
		if (state !== undefined) return { path: at, state };
		if (dirname(at) === at) return undefined;
	}
}
