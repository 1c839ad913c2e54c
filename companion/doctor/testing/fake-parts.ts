import { fail } from "../../../shared/result";
import type { Environment } from "../../config";
import { BOT_NEEDS } from "../discord/bot-needs";
import type { DoctorParts } from "../doctor-parts";
import { readKnownSettings } from "../known-settings";

/** Nobody answers, and there are no files. */
export function createFakeParts(environment: Environment = {}): DoctorParts {
	return {
		settings: readKnownSettings(environment),
		clock: { now: () => 0, precise: () => 0 },
		clockWatch: { aheadMilliseconds: () => undefined },
		needs: BOT_NEEDS,
		discord: { get: () => Promise.resolve({ kind: "no-answer", code: "ECONNREFUSED" }) },
		roblox: fail(["ROBLOX_API_KEY"]),
		address: { get: () => Promise.resolve({ kind: "no-answer", code: "ECONNREFUSED" }) },
		machine: {
			look: () => undefined,
			readText: () => fail("ENOENT"),
			freeBytes: () => undefined,
			fileSystem: () => undefined,
		},
	};
}
