import { fail, ok, type Result } from "../../shared/result";
import type { LongLivedKeys } from "../secrets/long-lived-keys";
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

export function createCredentials(keys: () => LongLivedKeys): Credentials {
	return {
		checkServer: (request, body, nowSeconds) =>
			checkSignature(request, body, nowSeconds, (keyId) => findServerKey(keys().hmacSecrets, keyId, nowSeconds)),
		checkNewcomer: (request, body, nowSeconds) => {
			// A bearer is what a Roblox secret can be; setups without secrets sign with the shared one instead.
			if (request.headers.has("authorization")) {
				return findBearer(request, keys().gameSecrets) === undefined ? fail("unauthorized") : ok(undefined);
			}
			const signed = checkSignature(request, body, nowSeconds, (keyId) => {
				const secret = keys().hmacSecrets.find(({ id }) => id === keyId);
				return secret === undefined ? fail("unknown-key") : ok({ keyId, key: secret.secret });
			});
			return signed.ok ? ok(undefined) : signed;
		},
		isProgram: (request) => findBearer(request, keys().serviceKeys) !== undefined,
	};
}
