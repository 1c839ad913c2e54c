import { readConfig, type Environment } from "../config";
import type { Check } from "./check";
import { bad, good } from "./finding";

/** The very reading that the companion starts with. */
export function settingsCheck(environment: Environment): Check {
	return {
		name: "settings",
		after: [],
		run: () => {
			const config = readConfig(environment);
			if (config.ok) return Promise.resolve(good());
			const problems = config.error.map((line) => line.replace(/\.$/, ""));
			return Promise.resolve(bad(`${problems.join("; ")} (every setting is explained in .env.example)`));
		},
	};
}
