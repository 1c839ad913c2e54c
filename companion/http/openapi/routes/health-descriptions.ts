import type { RouteDescription, Schema } from "../route-description";
import { jsonAnswer, oneOf, outgoing } from "../schemas";

const health = oneOf(["ok", "degraded", "down"]);

const dependencies: Schema = {
	type: "object",
	additionalProperties: outgoing({ status: health }, { reason: { type: "string" } }),
};

const report = outgoing({ status: health, dependencies });
const only = (word: string): Schema => outgoing({ status: { const: word } });

export const healthDescription: RouteDescription = {
	method: "get",
	path: "/health",
	summary: "How the companion and what it depends on are doing, for people.",
	about: "`degraded` still serves; each dependency says why. Watch `/health/ready` for what may be sent here.",
	credential: "none",
	answers: { 200: jsonAnswer("`ok` or `degraded`.", report), 503: jsonAnswer("`down`.", report) },
	problems: ["too-many-requests"],
};

export const liveDescription: RouteDescription = {
	method: "get",
	path: "/health/live",
	summary: "Whether the process answers at all.",
	about:
		"Never limited and asks nothing of the database: whoever restarts a process by it must not be misled by a rush.",
	credential: "none",
	answers: { 200: jsonAnswer("It does.", only("ok")) },
	problems: [],
};

export const readyDescription: RouteDescription = {
	method: "get",
	path: "/health/ready",
	summary: "Whether requests may be sent here.",
	about: "Not before it started, not once it stops, not without its database. Never limited.",
	credential: "none",
	answers: { 200: jsonAnswer("They may.", only("ok")), 503: jsonAnswer("Not now.", only("down")) },
	problems: [],
};
