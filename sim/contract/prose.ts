import type { JsonObject } from "../json";

const TEXTS: JsonObject = { type: "array", items: { type: "string" } };

const STORES: JsonObject = {
	type: "array",
	items: {
		type: "object",
		properties: { universeId: { type: "string" }, datastoreName: { type: "string" } },
		required: ["universeId", "datastoreName"],
	},
};

const SCOPE: JsonObject = {
	type: "object",
	properties: {
		name: { type: "string" },
		operations: TEXTS,
		userIds: TEXTS,
		groupIds: TEXTS,
		universeIds: TEXTS,
		universeDatastores: STORES,
	},
	required: ["name", "operations"],
};

const KEY: JsonObject = {
	type: "object",
	properties: {
		name: { type: "string" },
		authorizedUserId: { type: "integer", format: "int64" },
		scopes: { type: "array", items: SCOPE },
		enabled: { type: "boolean" },
		expired: { type: "boolean" },
		expirationTimeUtc: { type: "string", format: "date-time", nullable: true },
	},
	required: ["name", "authorizedUserId", "scopes", "enabled", "expired"],
};

/** What is described in prose and by an example only, in the form of the official files: creator-docs, `cloud/auth/api-keys.md`. */
export const PROSE: JsonObject = {
	openapi: "3.0.4",
	servers: [{ url: "https://apis.roblox.com" }],
	paths: {
		"/api-keys/v1/introspect": {
			post: {
				operationId: "ApiKeys_Introspect",
				requestBody: {
					required: true,
					content: {
						"application/json": {
							schema: { type: "object", properties: { apiKey: { type: "string" } }, required: ["apiKey"] },
						},
					},
				},
				responses: { "200": { content: { "application/json": { schema: KEY } } } },
			},
		},
	},
};
