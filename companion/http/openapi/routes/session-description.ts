import { STORE_NAME_MAX, TOPIC_MAX } from "../../../../shared/limits";
import { SIGNED_PROBLEMS } from "../common-problems";
import type { RouteDescription, Schema } from "../route-description";
import { id, incoming, integer, jsonAnswer, outgoing, signingKeys, text } from "../schemas";

const common: Readonly<Record<string, Schema>> = {
	placeId: integer(0),
	build: text(0, 100),
	protocolMin: integer(1, 1_000),
	protocolMax: integer(1, 1_000),
	storeName: text(1, STORE_NAME_MAX),
};

const request: Schema = {
	anyOf: [
		incoming({ ...common, studio: { const: false }, jobId: id(64) }),
		incoming({ ...common, studio: { const: true } }, { jobId: text(0, 64) }),
	],
};

const answer = outgoing({
	serverId: id(64),
	key: text(32, 128),
	keyId: id(128),
	expiresAt: integer(0),
	now: integer(0),
	doorbellKeys: signingKeys,
	settings: outgoing({
		epoch: integer(1),
		universeId: { type: "string", pattern: "^[0-9]{1,20}$" },
		commandTopic: text(1, TOPIC_MAX),
		eventTopic: text(1, TOPIC_MAX),
		heartbeatSeconds: integer(1, 600),
	}),
});

export const sessionDescription: RouteDescription = {
	method: "post",
	path: "/game/session",
	summary: "A game server introduces itself and gets the key for everything else.",
	about:
		"Servers in Studio have no job id and get a name. The key signs this server's requests until `expiresAt`, in Unix " +
		"seconds of the companion's clock; ten minutes before that the server asks for another.",
	credential: "game-secret",
	body: request,
	answers: { 200: jsonAnswer("The server's key, and what it has to know.", answer) },
	problems: [...SIGNED_PROBLEMS, "studio-refused", "store-mismatch", "protocol-mismatch"],
};
