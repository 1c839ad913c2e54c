import type { Ports } from "../ports";
import { type CompanionAddress, parseEndpoint } from "../link/companion-address";

/** Whether this server can ask for a companion at all. */
export type CompanionPlan =
	| { readonly kind: "reachable"; readonly address: CompanionAddress; readonly isSecretInPlace: boolean }
	| { readonly kind: "not-set" | "http-off" | "no-secret" };

export function findCompanion({ http, settings }: Pick<Ports, "http" | "settings">): CompanionPlan {
	const address = settings.endpoint === undefined ? undefined : parseEndpoint(settings.endpoint);
	if (address === undefined) return { kind: "not-set" };
	// Secrets cannot be had either then, so this comes first.
	if (!http.isEnabled()) return { kind: "http-off" };
	if (settings.credentials.kind === "missing") return { kind: "no-secret" };
	return { kind: "reachable", address, isSecretInPlace: settings.credentials.kind === "shared-secret" };
}
