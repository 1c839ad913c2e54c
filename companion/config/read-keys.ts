import { fail, ok, type Result } from "../../shared/result";
import type { LongLivedKeys } from "../secrets/long-lived-keys";
import type { Environment } from "./setting";
import { SETTINGS } from "./settings";
import { takeSettings } from "./take-settings";

/** The long-lived keys among these values. A failure lists every problem, a line each, and never a secret. */
export function readKeys(values: Environment): Result<LongLivedKeys, readonly string[]> {
	const { take, problems } = takeSettings(values);
	const gameSecrets = take(SETTINGS.gameSecrets);
	const hmacSecrets = take(SETTINGS.hmacSecrets);
	const serviceKeys = take(SETTINGS.serviceKeys);
	if (gameSecrets === undefined || hmacSecrets === undefined || serviceKeys === undefined) return fail(problems);
	return ok({ hmacSecrets, gameSecrets, serviceKeys });
}
