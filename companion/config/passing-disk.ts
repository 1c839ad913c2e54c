import { resolve, sep } from "node:path";
import type { Environment } from "./setting";

/**
 * Why the disk of this database is known to lose it, by what hosts say about themselves; `undefined` where nobody says so.
 * Sources: devcenter.heroku.com "Dynos" (ephemeral file system), cloud.google.com/run "Container runtime contract"
 * (in-memory file system, K_SERVICE), docs.railway.com "Using volumes" (RAILWAY_VOLUME_MOUNT_PATH).
 */
export function findPassingDisk(environment: Environment, databasePath: string): string | undefined {
	const isSet = (name: string): boolean => (environment[name] ?? "") !== "";
	if (isSet("DYNO")) return "a Heroku dyno loses every file when it restarts, at least once a day";
	if (isSet("K_SERVICE")) return "Cloud Run keeps files in memory and drops them with the instance";
	if (isSet("RAILWAY_PROJECT_ID") && !isInside(databasePath, environment["RAILWAY_VOLUME_MOUNT_PATH"])) {
		return "on Railway only files in a volume last; attach one and put the database there";
	}
	return undefined;
}

function isInside(path: string, folder: string | undefined): boolean {
	return folder !== undefined && folder !== "" && resolve(path).startsWith(resolve(folder) + sep);
}

/** As `statfs` names them. Source: linux `include/uapi/linux/magic.h`. */
const FILE_SYSTEMS: Readonly<Record<number, string>> = {
	0x01021994: "in memory (tmpfs), and goes when the machine restarts",
	0x858458f6: "in memory (ramfs), and goes when the machine restarts",
	0x794c7630: "in a container's own layer, and goes with the container: mount a volume there",
};

/** What a file system of this kind does with files that are to last; `undefined`: nothing speaks against it. */
export function describeFileSystem(kind: number | undefined): string | undefined {
	return kind === undefined ? undefined : FILE_SYSTEMS[kind];
}
