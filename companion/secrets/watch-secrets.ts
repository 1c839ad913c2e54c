import { isDeepStrictEqual } from "node:util";
import { readKeysText } from "../config/read-keys";
import { fail, ok, type Result } from "../../shared/result";
import type { Cancel, Ports } from "../ports";
import type { KeySet } from "./key-set";
import type { LongLivedKeys } from "./long-lived-keys";

/** Why what the file says now is not taken. Stable, as the names of events are. */
export type SecretsTrouble = "unreadable" | "malformed" | "reused-id";

/** Looks at the secrets file again and again, and has the keys in it hold. What it cannot take changes nothing. */
export interface SecretsWatch {
	/** Whether there is a file to look at. */
	readonly isOn: boolean;
	trouble(): SecretsTrouble | undefined;
	start(): void;
	stop(): void;
}

const EVERY_MILLISECONDS = 1_000;

interface Refusal {
	readonly code: SecretsTrouble;
	/** For people; never a secret. */
	readonly problem: string;
}

export function createSecretsWatch(
	ports: Pick<Ports, "timers" | "log" | "readSecrets">,
	keySet: Pick<KeySet, "keys" | "replace">,
): SecretsWatch {
	const { timers, log, readSecrets } = ports;
	let cancel: Cancel | undefined;
	let trouble: SecretsTrouble | undefined;
	let seen: Result<string, string> | undefined;
	let judged: Result<string, string> | undefined;

	function look(read: () => Result<string, string>): void {
		cancel = timers.after(EVERY_MILLISECONDS, () => look(read));
		const before = seen;
		seen = read();
		// Somebody may be writing it at this moment: what counts is what was there twice in a row.
		if (!isDeepStrictEqual(seen, before) || isDeepStrictEqual(seen, judged)) return;
		judged = seen;
		judge(seen);
	}

	function judge(text: Result<string, string>): void {
		const keys = text.ok
			? readText(text.value)
			: fail(refuse("unreadable", `SECRETS_FILE cannot be read (${text.error})`));
		if (keys.ok && trouble === undefined && isDeepStrictEqual(keys.value, keySet.keys())) return;
		const taken = keys.ok ? take(keys.value) : keys;
		trouble = taken.ok ? undefined : taken.error.code;
		if (taken.ok) log({ level: "info", event: "secrets-taken", facts: describe(keySet.keys()) });
		else log({ level: "error", event: "secrets-refused", facts: { ...taken.error } });
	}

	function take(keys: LongLivedKeys): Result<undefined, Refusal> {
		const replaced = keySet.replace(keys);
		if (replaced.ok) return replaced;
		const advice = "stands for another secret than before: give a new secret an id of its own";
		return fail(refuse("reused-id", `HMAC_SECRET ${replaced.error.join(", ")} ${advice}`));
	}

	return {
		isOn: readSecrets !== undefined,
		trouble: () => trouble,
		start: () => {
			if (readSecrets !== undefined) look(readSecrets);
		},
		stop: () => cancel?.(),
	};
}

function readText(text: string): Result<LongLivedKeys, Refusal> {
	const keys = readKeysText(text);
	return keys.ok ? ok(keys.value) : fail(refuse("malformed", keys.error.join("; ")));
}

function refuse(code: SecretsTrouble, problem: string): Refusal {
	return { code, problem };
}

/** Ids and numbers, by which a person sees what holds now. */
function describe({ hmacSecrets, gameSecrets, serviceKeys }: LongLivedKeys): Record<string, string | number> {
	const ids = hmacSecrets.map(({ id }) => id).join();
	return { hmacSecretIds: ids, gameSecrets: gameSecrets.length, serviceKeys: serviceKeys.length };
}
