import { bunPlatform } from "../../shared/bun/platform";
import type { Code } from "../../shared/codes";
import { HEARTBEAT_SECONDS, SERVER_KEY_LIFETIME_SECONDS } from "../../shared/limits";
import { decodeSessionRequest, type SessionAnswer, type SessionRequest } from "../../shared/protocol/session";
import { PROTOCOL_VERSION } from "../../shared/protocol/versions";
import { isIdText } from "../../shared/text";
import type { CompanionConfig } from "../config-type";
import type { Transactions } from "../database/transactions";
import type { Answers } from "../http/answers";
import type { Route } from "../http/create-app";
import type { Credentials } from "../http/credentials";
import { readBody } from "../http/read-body";
import type { Ports } from "../ports";
import type { KeySet } from "../secrets/key-set";
import { deriveServerKey } from "./server-keys";
import type { ServerRegistry } from "./server-registry";
import { serverTopic } from "./server-topic";

type SessionConfig = Pick<CompanionConfig, "universeId" | "storeName" | "commandTopic" | "eventTopic" | "allowStudio">;

interface Parts {
	readonly ports: Pick<Ports, "clock" | "random" | "log">;
	readonly config: SessionConfig;
	readonly credentials: Pick<Credentials, "checkNewcomer">;
	readonly keySet: KeySet;
	readonly answers: Answers;
	readonly transactions: Transactions;
	readonly servers: ServerRegistry;
	readonly epoch: number;
}

/** `POST /game/session`: a server introduces itself and gets the key for everything else. */
export function createSessionRoute(parts: Parts): Route {
	const { ports, config, answers } = parts;
	return async (request) => {
		const now = ports.clock.now();
		const body = await readBody(request);
		if (!body.ok) return answers.problem(body.error);
		const checked = parts.credentials.checkNewcomer(request, body.value, Math.floor(now / 1000));
		if (!checked.ok) return answers.problem(checked.error);
		const session = decodeSessionRequest(bunPlatform, bunPlatform.decodeJson(body.value));
		if (!session.ok) return answers.problem("malformed", session.error.field);
		const serverId = nameServer(ports, session.value);
		if (serverId === undefined) return answers.problem("malformed", "jobId");
		const refusal = findRefusal(config, session.value);
		if (refusal !== undefined) {
			ports.log({ level: "warning", event: "session-refused", facts: { code: refusal, serverId } });
			return answers.problem(refusal, refusalDetail(config, refusal));
		}
		const topic = serverTopic(config.commandTopic, serverId);
		const registered = parts.transactions.offer(() => {
			parts.servers.register({ serverId, topic, ...session.value }, now);
		});
		if (registered === undefined) return answers.problem("overloaded");
		await registered;
		const { placeId, build } = session.value;
		ports.log({ level: "info", event: "session-opened", facts: { serverId, placeId, build } });
		return answers.json(makeAnswer(parts, serverId, now));
	};
}

/** Studio has no job id, and any number of Studio sessions may run at once. */
function nameServer(ports: Pick<Ports, "random">, session: SessionRequest): string | undefined {
	if (session.studio) return `studio-${ports.random.hex(8)}`;
	return isIdText(session.jobId) ? session.jobId : undefined;
}

type Refusal = Extract<Code, "studio-refused" | "store-mismatch" | "protocol-mismatch">;

function findRefusal(config: SessionConfig, session: SessionRequest): Refusal | undefined {
	if (session.studio && !config.allowStudio) return "studio-refused";
	if (session.storeName !== config.storeName) return "store-mismatch";
	const common = session.protocolMin <= PROTOCOL_VERSION && PROTOCOL_VERSION <= session.protocolMax;
	return common ? undefined : "protocol-mismatch";
}

function refusalDetail(config: SessionConfig, refusal: Refusal): string | undefined {
	if (refusal === "store-mismatch") return `the companion uses ${config.storeName}`;
	return refusal === "protocol-mismatch" ? `the companion speaks version ${PROTOCOL_VERSION}` : undefined;
}

function makeAnswer({ config, keySet, epoch }: Parts, serverId: string, now: number): SessionAnswer {
	const nowSeconds = Math.floor(now / 1000);
	const expiresAt = nowSeconds + SERVER_KEY_LIFETIME_SECONDS;
	const { key, keyId } = deriveServerKey(keySet.keys().hmacSecrets[0], serverId, expiresAt);
	return {
		serverId,
		key,
		keyId,
		expiresAt,
		now: nowSeconds,
		doorbellKeys: keySet.doorbellKeys(),
		settings: {
			epoch,
			universeId: config.universeId,
			commandTopic: serverTopic(config.commandTopic, serverId),
			eventTopic: config.eventTopic,
			heartbeatSeconds: HEARTBEAT_SECONDS,
		},
	};
}
