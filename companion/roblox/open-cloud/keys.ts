import { bunPlatform } from "../../../shared/bun/platform";
import { ok, type Result } from "../../../shared/result";
import { fieldOf } from "../../answer-fields";
import { readJson, unreadable } from "./answer";
import type { Core } from "./core";
import type { CallOptions, KeyFacts, Keys, KeyScope, OpenCloudProblem } from "./open-cloud";
import type { Call } from "./call";
import { send } from "./send";

/** What Roblox knows about our own keys. Source: creator-docs, `cloud/auth/api-keys.md`; it is in no description. */
export function createKeys(core: Core, apiKeys: readonly string[]): Keys {
	return {
		introspect: async (options) => {
			const found: Result<KeyFacts, OpenCloudProblem>[] = [];
			for (const key of apiKeys) found.push(await introspect(core, key, options));
			return found;
		},
	};
}

async function introspect(
	core: Core,
	apiKey: string,
	options?: CallOptions,
): Promise<Result<KeyFacts, OpenCloudProblem>> {
	const call: Call = {
		...{ operation: "introspect-key", budget: core.budgets.keys, method: "POST", needsKey: false, effect: "read" },
		url: `${core.apiUrl}/api-keys/v1/introspect`,
		body: JSON.stringify({ apiKey }),
	};
	const answered = await send(core, call, options);
	if (!answered.ok) return answered;
	const body = readJson(call, answered.value);
	if (!body.ok) return body;
	const facts = readFacts(body.value, core.universeId);
	return facts === undefined ? unreadable(call, answered.value.status) : ok(facts);
}

function readFacts(body: unknown, universeId: string): KeyFacts | undefined {
	const expiration = fieldOf(body, "expirationTimeUtc");
	const expiresAt = typeof expiration === "string" ? Date.parse(expiration) : undefined;
	const name = fieldOf(body, "name");
	const granted = bunPlatform.asList(fieldOf(body, "scopes") ?? []);
	if (granted === undefined || (expiresAt !== undefined && Number.isNaN(expiresAt))) return undefined;
	return {
		name: typeof name === "string" ? name : "",
		// In doubt it works: a call will tell.
		isEnabled: fieldOf(body, "enabled") !== false,
		isExpired: fieldOf(body, "expired") === true,
		expiresAt,
		scopes: granted.flatMap((scope) => readScopes(scope, universeId)),
	};
}

/** A scope names its operations, and what it is bound to: universes, or data stores of universes. `*` is all of them. */
function readScopes(item: unknown, universeId: string): readonly KeyScope[] {
	const name = fieldOf(item, "name");
	if (typeof name !== "string") return [];
	const stores = bunPlatform.asList(fieldOf(item, "universeDatastores") ?? []) ?? [];
	const universes = [...readTexts(fieldOf(item, "universeIds")), ...stores.flatMap((one) => textOf(one, "universeId"))];
	const here = stores.filter((one) => ["*", universeId].includes(textOf(one, "universeId")[0] ?? ""));
	const bounds = {
		universeIds: withoutAll(universes),
		storeNames: withoutAll(here.flatMap((one) => textOf(one, "datastoreName"))),
	};
	return readTexts(fieldOf(item, "operations")).map((operation) => ({ name: `${name}:${operation}`, ...bounds }));
}

function withoutAll(names: readonly string[]): readonly string[] {
	return names.includes("*") ? [] : [...new Set(names)];
}

function textOf(value: unknown, name: string): readonly string[] {
	return readTexts([fieldOf(value, name)]);
}

function readTexts(value: unknown): readonly string[] {
	return (bunPlatform.asList(value) ?? []).flatMap((item) =>
		typeof item === "string" || typeof item === "number" ? [String(item)] : [],
	);
}
