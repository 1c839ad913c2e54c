import { SETTINGS } from "../../config/settings";
import type { KeyScope } from "../../roblox/open-cloud/open-cloud";
import type { Check } from "../check";
import { bad, good, skipped } from "../finding";
import { defineRobloxCheck } from "./define-roblox-check";
import { NEEDED_SCOPES, neededStores, type NeededScope, type ScopeSettings } from "./needed-scopes";
import type { KnownKey } from "./roblox-facts";

const { fence, companionExecutor, universeId, storeName } = SETTINGS;
const ON_THE_PAGE = "add it to the key's access permissions in the Creator Dashboard";

/** The rights of every configured key: with two of them, either may be the last one left. */
export const SCOPE_CHECKS: readonly Check[] = [
	...NEEDED_SCOPES.map(scopeCheck),
	defineRobloxCheck({
		name: "roblox-key-universe",
		after: ["roblox-key"],
		settings: { fence, companionExecutor, universeId },
		judge: async (roblox, settings) => {
			const elsewhere = (await roblox.knownKeys()).flatMap((key) =>
				namesOf(settings, key, ({ universeIds }) => isBoundTo(universeIds, settings.universeId)),
			);
			if (elsewhere.length === 0) return good();
			return bad(
				`not granted for the universe ${settings.universeId}: ${elsewhere.join(", ")}. Check ROBLOX_UNIVERSE_ID, or add this experience to the key`,
			);
		},
	}),
	defineRobloxCheck({
		name: "roblox-key-stores",
		after: ["roblox-key", "roblox-key-universe"],
		settings: { fence, companionExecutor, universeId, storeName },
		judge: async (roblox, settings) => {
			const keys = await roblox.knownKeys();
			const missing = neededStores(settings.storeName, settings).flatMap((store) => {
				const covers = (scope: KeyScope): boolean =>
					isBoundTo(scope.universeIds, settings.universeId) && isBoundTo(scope.storeNames, store);
				const names = keys.flatMap((key) => namesOf(settings, key, covers, ({ isOfStores }) => isOfStores));
				return names.length === 0 ? [] : [`${store} (${names.join(", ")})`];
			});
			if (missing.length === 0) return good();
			return bad(
				`not granted for the data store ${missing.join(" and ")}. Check ROBLOX_DATASTORE_NAME, or add it to the key`,
			);
		},
	}),
];

function scopeCheck({ check, name, use, isNeeded }: NeededScope): Check {
	return defineRobloxCheck({
		name: check,
		after: ["roblox-key"],
		settings: { fence, companionExecutor },
		judge: async (roblox, settings) => {
			if (!isNeeded(settings)) return skipped("not needed with FENCE=0 and COMPANION_EXECUTOR=0");
			const lacking = (await roblox.knownKeys()).filter(
				({ facts }) => !facts.scopes.some((scope) => scope.name === name),
			);
			if (lacking.length === 0) return good();
			const keys = lacking.map(({ setting }) => setting).join(" and ");
			return bad(`${keys} has no right ${name} (${use}): ${ON_THE_PAGE}`);
		},
	});
}

/** Scopes that the key has by name, though none that covers what is asked. One it lacks is another check's. */
function namesOf(
	settings: ScopeSettings,
	{ setting, facts }: KnownKey,
	covers: (scope: KeyScope) => boolean,
	isMeant: (scope: NeededScope) => boolean = () => true,
): readonly string[] {
	const wanted = NEEDED_SCOPES.filter((scope) => scope.isNeeded(settings) && isMeant(scope));
	const uncovered = wanted.filter(({ name }) => {
		const granted = facts.scopes.filter((scope) => scope.name === name);
		return granted.length > 0 && !granted.some(covers);
	});
	return uncovered.map(({ name }) => `${name} of ${setting}`);
}

/** An empty list binds to nothing. */
function isBoundTo(names: readonly string[], wanted: string): boolean {
	return names.length === 0 || names.includes(wanted);
}
