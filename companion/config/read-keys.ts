import { parseEnv } from "node:util";
import { fail, ok, type Result } from "../../shared/result";
import type { LongLivedKeys } from "../secrets/long-lived-keys";
import { readSetting, type Environment } from "./setting";
import { SETTINGS } from "./settings";
import { takeSettings } from "./take-settings";

/** Text of a file, or how the machine names the reason why there is none. */
export type ReadText = (path: string) => Result<string, string>;

type Keys = Result<LongLivedKeys, readonly string[]>;

/**
 * The long-lived keys, from the secrets file where there is one, else from the environment. A failure lists every
 * problem, a line each, and never a secret.
 */
export function findKeys(environment: Environment, readText: ReadText): Keys {
	const path = readSecretsPath(environment);
	if (path === undefined) return readKeys(environment);
	const text = readText(path);
	if (!text.ok) return fail([`${SETTINGS.secretsFile.name} cannot be read (${text.error})`]);
	const double = findDouble(environment, parseText(text.value));
	if (double.length === 0) return readKeysText(text.value);
	const advice = `differs from what ${SETTINGS.secretsFile.name} says, which is what would count: take it away here`;
	return fail(double.map((name) => `${name} ${advice}`));
}

/** The file that holds the long-lived keys, if one does. */
export function readSecretsPath(environment: Environment): string | undefined {
	const reading = readSetting(environment, SETTINGS.secretsFile);
	return reading?.ok === true && reading.value !== "" ? reading.value : undefined;
}

/** The long-lived keys in the text of a secrets file. All three have to be there, or half of a file might be taken. */
export function readKeysText(text: string): Keys {
	const keys = readKeys(parseText(text));
	return keys.ok ? keys : fail(keys.error.map((line) => `${SETTINGS.secretsFile.name}: ${line}`));
}

function readKeys(values: Environment): Keys {
	const { take, problems } = takeSettings(values);
	const gameSecrets = take(SETTINGS.gameSecrets);
	const hmacSecrets = take(SETTINGS.hmacSecrets);
	const serviceKeys = take(SETTINGS.serviceKeys);
	if (gameSecrets === undefined || hmacSecrets === undefined || serviceKeys === undefined) return fail(problems);
	return ok({ hmacSecrets, gameSecrets, serviceKeys });
}

/** Some editors begin a file with a mark of its byte order. */
function parseText(text: string): Environment {
	return parseEnv(text.replace(/^\uFEFF/, ""));
}

/** Names that the environment and the file give different values: one of the two was forgotten. */
function findDouble(environment: Environment, file: Environment): readonly string[] {
	const names = [SETTINGS.hmacSecrets, SETTINGS.gameSecrets, SETTINGS.serviceKeys].map(({ name }) => name);
	return names.filter((name) => {
		const here = environment[name]?.trim() ?? "";
		return here !== "" && here !== file[name]?.trim();
	});
}
