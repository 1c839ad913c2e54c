import { errorV2 } from "./answers";
import type { Call, Route } from "./route";

/** Open to every key; limit and fields: openapi, `Cloud_GetUniverse`. */
export function universeRoute(): Route {
	return {
		method: "GET",
		pattern: /^\/cloud\/v2\/universes\/(?<id>\d+)$/,
		shape: "v2",
		needsKey: true,
		scope: null,
		perMinute: 100,
		respond: getUniverse,
	};
}

function getUniverse(call: Call): Response {
	const { universeId, placeId } = call.backend.place;
	if (Number(call.path["id"]) !== universeId) return errorV2(404, "NOT_FOUND", "The universe was not found.");
	return Response.json({
		path: `universes/${universeId}`,
		createTime: "2020-01-01T00:00:00Z",
		updateTime: "2020-01-01T00:00:00Z",
		displayName: "Local experience",
		description: "",
		user: "users/1",
		visibility: "PUBLIC",
		voiceChatEnabled: false,
		ageRating: "AGE_RATING_ALL",
		desktopEnabled: true,
		mobileEnabled: true,
		tabletEnabled: true,
		consoleEnabled: false,
		vrEnabled: false,
		rootPlace: `universes/${universeId}/places/${placeId}`,
	});
}
