import type { OpenCloud } from "../../companion/roblox/open-cloud/open-cloud";
import type { ConditionalVersion } from "./calls/conditional-calls";

/**
 * Every method that a client has, by its name in the list of calls: `messaging.publish`, `conditionalEntries.v1.read`.
 * Taken from the object itself, so that a method cannot be forgotten where it is written down.
 */
export function methodsOf(cloud: OpenCloud, version: ConditionalVersion): readonly string[] {
	const parts: readonly (readonly [string, unknown])[] = Object.entries(cloud);
	return parts.flatMap(([name, part]) => {
		if (name === "conditionalEntries") return functionNames(cloud.conditionalEntries("S"), `${name}.${version}`);
		return typeof part === "function" ? [name] : functionNames(part, name);
	});
}

function functionNames(group: unknown, name: string): readonly string[] {
	const parts: readonly (readonly [string, unknown])[] =
		typeof group === "object" && group !== null ? Object.entries(group) : [];
	return parts.flatMap(([method, part]) => (typeof part === "function" ? [`${name}.${method}`] : []));
}

/** The same client; every call of a method is noted under that name. */
export function watchMethods(cloud: OpenCloud, version: ConditionalVersion, note: (name: string) => void): OpenCloud {
	const watch = <Group extends object>(name: string, group: Group): Group => watchGroup(group, name, note);
	return {
		messaging: watch("messaging", cloud.messaging),
		dataStores: watch("dataStores", cloud.dataStores),
		conditionalEntries: (store) => watch(`conditionalEntries.${version}`, cloud.conditionalEntries(store)),
		users: watch("users", cloud.users),
		universes: watch("universes", cloud.universes),
		gameServers: watch("gameServers", cloud.gameServers),
		keys: watch("keys", cloud.keys),
		budgets: watch("budgets", cloud.budgets),
		lastProblem: () => {
			note("lastProblem");
			return cloud.lastProblem();
		},
	};
}

function watchGroup<Group extends object>(group: Group, name: string, note: (name: string) => void): Group {
	return new Proxy(group, {
		get: (target, property) => {
			const value: unknown = Reflect.get(target, property);
			if (typeof value !== "function") return value;
			return (...args: readonly unknown[]): unknown => {
				note(`${name}.${String(property)}`);
				const result: unknown = Reflect.apply(value, target, args);
				return result;
			};
		},
	});
}
