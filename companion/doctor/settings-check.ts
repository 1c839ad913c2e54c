import { readConfig, type Environment, type ProgramConfig } from "../config";
import type { Check } from "./check";
import { bad, good } from "./finding";

/** The very reading that the companion starts with. */
export function settingsCheck(environment: Environment): Check {
	return {
		name: "settings",
		after: [],
		run: ({ machine }) => {
			const config = readConfig(environment, machine.readText);
			if (config.ok) return Promise.resolve(good(describeSecretsFile(config.value)));
			const problems = config.error.map((line) => line.replace(/\.$/, ""));
			return Promise.resolve(bad(`${problems.join("; ")} (every setting is explained in .env.example)`));
		},
	};
}

/** Which keys a running companion takes from its file: what somebody wants to see who is replacing one. */
function describeSecretsFile({ secretsFile, companion }: ProgramConfig): string {
	if (secretsFile === undefined) return "";
	const { hmacSecrets, gameSecrets, serviceKeys } = companion.keys;
	const ids = hmacSecrets.map(({ id }) => id).join(", ");
	return `SECRETS_FILE: HMAC_SECRET ${ids}; GAME_SECRET ${gameSecrets.length}, API_SERVICE_KEY ${serviceKeys.length}`;
}
