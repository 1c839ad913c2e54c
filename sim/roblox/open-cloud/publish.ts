import { isJsonObject, parseJson } from "../../json";
import { checkTopic } from "../message-gateway";
import { errorV2 } from "./answers";
import type { Call, Route } from "./route";

/** Creator-docs, `cloud/guides/usage-messaging.md`: characters here, where the engine says 1 kB. */
export const MESSAGE_CHARACTERS_MAX = 1_024;

export function publishRoute(): Route {
	return {
		method: "POST",
		pattern: /^\/cloud\/v2\/universes\/(?<universe>\d+):publishMessage$/,
		shape: "v2",
		needsKey: true,
		scope: "universe-messaging-service:publish",
		perMinute: 5_000,
		respond: publish,
	};
}

/** A 200 says nothing about who received it. The engine sees a string, so that it arrives as JSON text of one. */
function publish(call: Call): Response {
	const body = parseJson(call.body);
	const topic = isJsonObject(body) ? body["topic"] : undefined;
	const message = isJsonObject(body) ? body["message"] : undefined;
	if (typeof topic !== "string" || typeof message !== "string") {
		return errorV2(400, "INVALID_ARGUMENT", "topic and message are required strings.");
	}
	if (checkTopic(topic) !== undefined || [...message].length > MESSAGE_CHARACTERS_MAX) {
		return errorV2(400, "INVALID_ARGUMENT", "topic or message is too long.");
	}
	call.backend.messaging.publish(topic, JSON.stringify(message));
	return new Response(null, { status: 200 });
}
