import { decodeSessionAnswer, type SessionAnswer, type SessionRequest } from "../../../shared/protocol/session";
import {
	HEADER_KEY_ID,
	HEADER_SIGNATURE,
	HEADER_TIMESTAMP,
	signRequest,
} from "../../../shared/protocol/request-signature";
import { PROTOCOL_VERSION } from "../../../shared/protocol/versions";
import { fail, ok, type Result } from "../../../shared/result";
import { integerText } from "../../../shared/store-keys";
import type { HeaderValue, Ports } from "../ports";
import type { CompanionAddress } from "./companion-address";
import { readProblemCode } from "./problem-body";

const SESSION_ROUTE = "/game/session";

export type HandshakeProblem =
	| { readonly kind: "unreachable" }
	/** The companion said no, and will say so again until somebody changes a setting. */
	| { readonly kind: "refused"; readonly status: number; readonly code: string };

type HandshakePorts = Pick<Ports, "http" | "platform" | "clock" | "identity" | "settings">;

function describeServer(ports: HandshakePorts): SessionRequest {
	return {
		placeId: ports.identity.placeId,
		jobId: ports.identity.jobId,
		build: ports.identity.build,
		protocolMin: PROTOCOL_VERSION,
		protocolMax: PROTOCOL_VERSION,
		storeName: ports.settings.storeName,
		studio: ports.identity.studio,
	};
}

function credentialHeaders(ports: HandshakePorts, path: string, body: string): Record<string, HeaderValue> {
	const credentials = ports.settings.credentials;
	assert(credentials.kind !== "missing", "a server without credentials does not knock");
	if (credentials.kind === "bearer") return { authorization: credentials.authorization };
	// No answer came yet, so the only clock known is this machine's.
	const timestamp = math.floor(ports.clock.unixSeconds());
	const request = { method: "POST", path, timestamp, idempotencyKey: "", body };
	return {
		[HEADER_TIMESTAMP.lower()]: integerText(timestamp),
		[HEADER_KEY_ID.lower()]: credentials.signing.keyId,
		[HEADER_SIGNATURE.lower()]: signRequest(ports.platform, request, credentials.signing.key),
	};
}

/** Introduces this server to the companion once. Yields. */
export function shakeHandsAsync(
	ports: HandshakePorts,
	address: CompanionAddress,
): Result<SessionAnswer, HandshakeProblem> {
	const body = ports.platform.encodeJson(describeServer(ports));
	const path = `${address.prefix}${SESSION_ROUTE}`;
	const headers = credentialHeaders(ports, path, body);
	const answer = ports.http.postAsync({ url: `${address.origin}${path}`, headers, body });
	if (answer === undefined || answer.status >= 500 || answer.status === 429) return fail({ kind: "unreachable" });
	if (answer.status !== 200) {
		return fail({ kind: "refused", status: answer.status, code: readProblemCode(ports.platform, answer.body) });
	}
	const decoded = decodeSessionAnswer(ports.platform, ports.platform.decodeJson(answer.body));
	if (!decoded.ok) return fail({ kind: "refused", status: answer.status, code: decoded.error.code });
	// It would read and change the wallets of other players than those who are here. An unpublished place has no universe.
	const { universeId } = ports.identity;
	if (universeId !== 0 && decoded.value.settings.universeId !== integerText(universeId)) {
		return fail({ kind: "refused", status: answer.status, code: "universe-mismatch" });
	}
	return ok(decoded.value);
}
