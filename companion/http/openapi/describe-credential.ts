import { HEADER_KEY_ID, HEADER_SIGNATURE, HEADER_TIMESTAMP } from "../../../shared/protocol/request-signature";
import type { Credential, ParameterDescription, Schema } from "./route-description";

const signatureHeaders = (required: boolean): readonly ParameterDescription[] => [
	{
		...{ name: HEADER_TIMESTAMP, in: "header", required },
		about: "Unix seconds of the companion's clock, at most 60 off.",
		schema: { type: "string", pattern: "^[0-9]{1,15}$" },
	},
	{
		...{ name: HEADER_KEY_ID, in: "header", required },
		about: "Which key signed.",
		schema: { type: "string", minLength: 1, maxLength: 128, pattern: "^[!-~]+$" },
	},
	{
		...{ name: HEADER_SIGNATURE, in: "header", required },
		about:
			"`v1=` and in hex HMAC-SHA256 of the lines `purser-v1`, method, path with query as sent, timestamp, Idempotency-Key " +
			"(empty when there is none) and SHA-256 of the body in hex.",
		schema: { type: "string", pattern: "^v1=[0-9a-f]{64}$" },
	},
];

/** A session is asked for with a bearer or, where the game has no secrets store, with a signature. */
export function credentialParameters(credential: Credential): readonly ParameterDescription[] {
	if (credential === "server-key") return signatureHeaders(true);
	return credential === "game-secret" ? signatureHeaders(false) : [];
}

const SIGNED: Schema = { timestamp: [], keyId: [], signature: [] };

/** OpenAPI's `security`: a list of ways, each of which is enough. */
export function securityOf(credential: Credential): readonly Schema[] {
	switch (credential) {
		case "none":
			return [];
		case "service-key":
			return [{ serviceKey: [] }];
		case "server-key":
			return [SIGNED];
		case "game-secret":
			return [{ gameSecret: [] }, SIGNED];
	}
}

export const securitySchemes: Readonly<Record<string, Schema>> = {
	serviceKey: { type: "http", scheme: "bearer", description: "API_SERVICE_KEY of the companion." },
	gameSecret: { type: "http", scheme: "bearer", description: "GAME_SECRET of companion and experience." },
	timestamp: { type: "apiKey", in: "header", name: HEADER_TIMESTAMP, description: "When the request was signed." },
	keyId: { type: "apiKey", in: "header", name: HEADER_KEY_ID, description: "Which key signed it." },
	signature: { type: "apiKey", in: "header", name: HEADER_SIGNATURE, description: "The signature itself." },
};
