import { ok } from "../../../shared/result";
import { fieldOf } from "../../answer-fields";
import { readJson, unreadable } from "./answer";
import type { Core } from "./core";
import type { Universes } from "./open-cloud";
import type { Call } from "./call";
import { send } from "./send";

/** Source: the official description, `Cloud_GetUniverse`. */
export function createUniverses(core: Core): Universes {
	return {
		get: async (options) => {
			const call: Call = {
				...{ operation: "get-universe", budget: core.budgets.universes, method: "GET", needsKey: true, effect: "read" },
				url: `${core.apiUrl}/cloud/v2/universes/${core.universeId}`,
			};
			const answered = await send(core, call, options);
			if (!answered.ok) return answered;
			const body = readJson(call, answered.value);
			if (!body.ok) return body;
			const path = fieldOf(body.value, "path");
			const displayName = fieldOf(body.value, "displayName") ?? "";
			const root = fieldOf(body.value, "rootPlace");
			if (path !== `universes/${core.universeId}` || typeof displayName !== "string") {
				return unreadable(call, answered.value.status);
			}
			// `universes/1/places/2`.
			const rootPlaceId = typeof root === "string" ? /\/places\/(\d{1,20})$/.exec(root)?.[1] : undefined;
			return ok({ universeId: core.universeId, displayName, rootPlaceId });
		},
	};
}
