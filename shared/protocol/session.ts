import { BALANCE_MAX, LONG_LIVED_KEYS_MAX, STORE_NAME_MAX, TOPIC_MAX } from "../limits";
import type { Platform } from "../platform";
import type { Result } from "../result";
import type { SigningKey } from "./command-signature";
import { FieldReader, type FieldProblem } from "./fields";

/** `POST /game/session`: a server introduces itself. */
export interface SessionRequest {
	readonly placeId: number;
	/** Empty in Studio. */
	readonly jobId: string;
	/** Only logged: old servers live on for hours after a publish. */
	readonly build: string;
	/** Lowest and highest protocol version the server speaks. */
	readonly protocolMin: number;
	readonly protocolMax: number;
	readonly storeName: string;
	readonly studio: boolean;
}

export interface SessionSettings {
	/** Life of the companion's journal: what a wallet made by the game is born with. */
	readonly epoch: number;
	readonly universeId: string;
	readonly commandTopic: string;
	readonly eventTopic: string;
	readonly heartbeatSeconds: number;
}

export interface SessionAnswer {
	/** The job id, or a name given to a Studio server. */
	readonly serverId: string;
	/** Signs this server's requests until `expiresAt`. */
	readonly key: string;
	readonly keyId: string;
	/** Unix seconds of the companion's clock, as `now`. */
	readonly expiresAt: number;
	readonly now: number;
	readonly doorbellKeys: ReadonlyArray<SigningKey>;
	readonly settings: SessionSettings;
}

export function decodeSessionRequest(platform: Platform, body: unknown): Result<SessionRequest, FieldProblem> {
	const fields = new FieldReader(platform, body);
	return fields.finish({
		placeId: fields.integer("placeId", 0, BALANCE_MAX),
		jobId: fields.optional("jobId", () => fields.text("jobId", 0, 64)) ?? "",
		build: fields.text("build", 0, 100),
		protocolMin: fields.integer("protocolMin", 1, 1_000),
		protocolMax: fields.integer("protocolMax", 1, 1_000),
		storeName: fields.text("storeName", 1, STORE_NAME_MAX),
		studio: fields.boolean("studio"),
	});
}

export function decodeSessionAnswer(platform: Platform, body: unknown): Result<SessionAnswer, FieldProblem> {
	const fields = new FieldReader(platform, body);
	return fields.finish({
		serverId: fields.id("serverId", 64),
		key: fields.text("key", 32, 128),
		keyId: fields.id("keyId", 128),
		expiresAt: fields.integer("expiresAt", 0, BALANCE_MAX),
		now: fields.integer("now", 0, BALANCE_MAX),
		doorbellKeys: readDoorbellKeys(fields),
		settings: fields.object("settings", (settings) => ({
			epoch: settings.integer("epoch", 1, BALANCE_MAX),
			universeId: settings.id("universeId", 20),
			commandTopic: settings.text("commandTopic", 1, TOPIC_MAX),
			eventTopic: settings.text("eventTopic", 1, TOPIC_MAX),
			heartbeatSeconds: settings.integer("heartbeatSeconds", 1, 600),
		})),
	});
}

export function readDoorbellKeys(fields: FieldReader): ReadonlyArray<SigningKey> {
	return fields.list("doorbellKeys", LONG_LIVED_KEYS_MAX, (item) => ({
		keyId: item.id("keyId", 64),
		key: item.text("key", 32, 128),
	}));
}
