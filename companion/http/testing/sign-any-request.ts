import { bunPlatform } from "../../../shared/bun/platform";
import {
	HEADER_KEY_ID,
	HEADER_SIGNATURE,
	HEADER_TIMESTAMP,
	signRequest,
} from "../../../shared/protocol/request-signature";
import type { CompanionConfig } from "../../config-type";
import type { RouteDescription } from "../openapi/route-description";
import { ROUTES } from "../openapi/routes/index";
import type { AnyRequest } from "./any-request";

export interface Keys {
	readonly config: Pick<CompanionConfig, "keys">;
	/** Of a game server that has a session. */
	readonly server: { readonly keyId: string; readonly key: string };
	readonly nowSeconds: number;
}

/** The request with the credential that its route asks for, or with one that is for something else. */
export function withCredential(request: AnyRequest, keys: Keys): Record<string, string> {
	const route: RouteDescription = ROUTES[request.name];
	if (request.credential === "none" || route.credential === "none") return { ...request.headers };
	const isRight = request.credential === "right";
	if (route.credential === "server-key") return sign(request, keys, isRight ? keys.server.key : "another key");
	const { serviceKeys, gameSecrets } = keys.config.keys;
	const [bearer] = (route.credential === "service-key") === isRight ? serviceKeys : gameSecrets;
	return { ...request.headers, authorization: `Bearer ${bearer}` };
}

function sign(request: AnyRequest, keys: Keys, key: string): Record<string, string> {
	// Bytes that are no text cannot be signed; whatever the signature says then, it must not matter.
	const body = new TextDecoder("utf-8", { ignoreBOM: true }).decode(request.body);
	const timestamp = keys.nowSeconds;
	const idempotencyKey = new Headers(request.headers).get("idempotency-key") ?? "";
	const signed = { method: request.method, path: request.target, timestamp, idempotencyKey, body };
	return {
		...request.headers,
		[HEADER_TIMESTAMP]: String(timestamp),
		[HEADER_KEY_ID]: keys.server.keyId,
		[HEADER_SIGNATURE]: signRequest(bunPlatform, signed, key),
	};
}
