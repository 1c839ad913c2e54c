import type { JsonObject } from "../json";
import { PROSE } from "./prose";

/** A platform with an official OpenAPI description. It is not ours to publish, so a clone may be without it. */
export interface DescribedService {
	readonly name: string;
	/** The environment variable that names the folder with the files. */
	readonly folderVariable: string;
	/** What its owner describes in words only. */
	readonly prose: readonly JsonObject[];
	/** Named schemas that its documentation contradicts, and says to be right about. */
	readonly corrections: JsonObject;
}

export const ROBLOX: DescribedService = {
	name: "Roblox",
	folderVariable: "ROBLOX_OPENAPI_DIR",
	prose: [PROSE],
	corrections: {},
};

/** API reference, "Error Messages": the codes of single fields are texts. */
const FIELD_ERRORS = {
	type: "array",
	items: {
		type: "object",
		properties: { code: { type: "string" }, message: { type: "string" } },
		required: ["code", "message"],
	},
};

export const DISCORD: DescribedService = {
	name: "Discord",
	folderVariable: "DISCORD_OPENAPI_DIR",
	prose: [],
	corrections: {
		ErrorDetails: {
			type: "object",
			properties: { _errors: FIELD_ERRORS },
			additionalProperties: { $ref: "#/components/schemas/ErrorDetails" },
		},
	},
};
