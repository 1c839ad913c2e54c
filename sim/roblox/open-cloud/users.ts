import { isJsonObject, parseJson } from "../../json";
import type { RobloxUser } from "../vm-port";
import { errorV2, gatewayError } from "./answers";
import type { Call, Route } from "./route";

/** The documented error is "Too many usernames"; how many are too many is not said. */
const NAMES_MAX = 100;
/** Openapi, `Roblox.Users.Api.MultiGetByUserIdRequest`. */
const IDS_MAX = 200;

/** Users by names and by ids, two legacy calls on `users.roblox.com` that take no key, and one user by id. */
export function userRoutes(): readonly Route[] {
	const common = { needsKey: false, scope: null, perMinute: 1_000 } as const;
	return [
		{ ...common, method: "POST", pattern: /^\/v1\/usernames\/users$/, shape: "gateway", respond: findByNames },
		{ ...common, method: "POST", pattern: /^\/v1\/users$/, shape: "gateway", respond: findByIds },
		{
			...common,
			method: "GET",
			pattern: /^\/cloud\/v2\/users\/(?<user>\d+)$/,
			shape: "v2",
			needsKey: true,
			respond: getUser,
		},
	];
}

/** Unknown names are left out of the answer. */
function findByNames(call: Call): Response {
	const body = parseJson(call.body);
	const names = isJsonObject(body) ? body["usernames"] : undefined;
	if (!isJsonObject(body) || !Array.isArray(names)) return gatewayError(400, "usernames is required");
	if (names.length > NAMES_MAX) return gatewayError(400, "Too many usernames.", 2);
	const data = names.flatMap((requestedUsername: unknown) => {
		const user = typeof requestedUsername === "string" ? call.backend.players.userByName(requestedUsername) : undefined;
		return user !== undefined && isShown(user, body) ? [{ requestedUsername, ...describeShortly(user) }] : [];
	});
	return Response.json({ data });
}

/** Unknown ids are left out of the answer. */
function findByIds(call: Call): Response {
	const body = parseJson(call.body);
	const ids = isJsonObject(body) ? body["userIds"] : undefined;
	if (!isJsonObject(body) || !Array.isArray(ids)) return gatewayError(400, "userIds is required");
	if (ids.length > IDS_MAX) return gatewayError(400, "Too many ids.", 1);
	const data = [...new Set<unknown>(ids)].flatMap((id) => {
		const user = typeof id === "number" ? call.backend.players.user(id) : undefined;
		return user !== undefined && isShown(user, body) ? [describeShortly(user)] : [];
	});
	return Response.json({ data });
}

function isShown(user: RobloxUser, body: Readonly<Record<string, unknown>>): boolean {
	return body["excludeBannedUsers"] !== true || user.isTerminated !== true;
}

function describeShortly(user: RobloxUser): Record<string, unknown> {
	return { hasVerifiedBadge: false, id: user.id, name: user.name, displayName: user.displayName };
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
