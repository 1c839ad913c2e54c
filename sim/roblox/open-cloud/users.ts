import { isRecord, parseJson } from "../json";
import { errorV2, gatewayError } from "./answers";
import type { Call, Route } from "./route";

/** The most names in one call; the documents only say that there is a limit. */
const NAMES_MAX = 100;

export function userRoutes(): readonly Route[] {
	return [
		{
			method: "POST",
			pattern: /^\/v1\/usernames\/users$/,
			shape: "v2",
			needsKey: false,
			scope: null,
			perMinute: 1_000,
			respond: findByNames,
		},
		{
			method: "GET",
			pattern: /^\/cloud\/v2\/users\/(?<user>\d+)$/,
			shape: "v2",
			needsKey: true,
			scope: null,
			perMinute: 1_000,
			respond: getUser,
		},
	];
}

/** Unknown names are left out of the answer. */
function findByNames(call: Call): Response {
	const body = parseJson(call.body);
	const names = isRecord(body) ? body["usernames"] : undefined;
	if (!Array.isArray(names)) return gatewayError(400, "usernames is required");
	if (names.length > NAMES_MAX)
		return Response.json({ errors: [{ code: 2, message: "Too many usernames." }] }, { status: 400 });
	const data = names.flatMap((requestedUsername: unknown) => {
		const user = typeof requestedUsername === "string" ? call.backend.players.userByName(requestedUsername) : undefined;
		if (user === undefined) return [];
		return [
			{ requestedUsername, hasVerifiedBadge: false, id: user.id, name: user.name, displayName: user.displayName },
		];
	});
	return Response.json({ data });
}

function getUser(call: Call): Response {
	const user = call.backend.players.user(Number(call.path["user"]));
	if (user === undefined) return errorV2(404, "NOT_FOUND", "The user was not found.");
	return Response.json({
		path: `users/${user.id}`,
		createTime: "2020-01-01T00:00:00Z",
		id: String(user.id),
		name: user.name,
		displayName: user.displayName,
		about: "",
		locale: "en-US",
		premium: false,
	});
}
