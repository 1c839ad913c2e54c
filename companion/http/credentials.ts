import { fail, ok, type Result } from "../../shared/result";
import type { KeySet } from "../secrets/key-set";
import type { KeyKind } from "../secrets/long-lived-keys";
import { findServerKey, type ServerKey } from "../servers/server-keys";
import { findBearer } from "./check-bearer";
import { checkSignature, type SignatureProblem } from "./check-signature";

/** Who asks, by the keys that hold at that moment. */
export interface Credentials {
	/** A game server that has a session, by its signature. */
	checkServer(request: Request, body: string, nowSeconds: number): Result<ServerKey, SignatureProblem>;
	/** A game server that asks for a session. */
	checkNewcomer(request: Request, body: string, nowSeconds: number): Result<undefined, SignatureProblem>;
	/** A program that reads the audit. */
	isProgram(request: Request): boolean;
}

/** Told of every key that was right: once nobody shows one behind the first any more, it can be taken away. */
export type NoteKeyUse = (kind: KeyKind, isFirst: boolean) => void;

export function createCredentials({ keys }: Pick<KeySet, "keys">, noteKeyUse: NoteKeyUse): Credentials {
	function hasBearer(request: Request, kind: KeyKind, accepted: readonly string[]): boolean {
		const bearer = findBearer(request, accepted);
		if (bearer !== undefined) noteKeyUse(kind, bearer === accepted[0]);
		return bearer !== undefined;
	}

	function noteSecret(id: string): void {
		noteKeyUse("HMAC_SECRET", id === keys().hmacSecrets[0].id);
	}

	return {
		checkServer: (request, body, nowSeconds) => {
			const find = (keyId: string) => findServerKey(keys().hmacSecrets, keyId, nowSeconds);
			const signed = checkSignature(request, body, nowSeconds, find);
			if (signed.ok) noteSecret(signed.value.secretId);
			return signed;
		},
		checkNewcomer: (request, body, nowSeconds) => {
			// A bearer is what a Roblox secret can be; setups without secrets sign with the shared one instead.
			if (request.headers.has("authorization")) {
				return hasBearer(request, "GAME_SECRET", keys().gameSecrets) ? ok(undefined) : fail("unauthorized");
			}
			const signed = checkSignature(request, body, nowSeconds, (keyId) => {
				const secret = keys().hmacSecrets.find(({ id }) => id === keyId);
				return secret === undefined ? fail("unknown-key") : ok({ keyId, key: secret.secret });
			});
			if (!signed.ok) return signed;
			noteSecret(signed.value.keyId);
			return ok(undefined);
		},
		isProgram: (request) => hasBearer(request, "API_SERVICE_KEY", keys().serviceKeys),
	};
}
