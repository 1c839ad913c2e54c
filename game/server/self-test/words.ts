import type { HandshakeProblem } from "../link/handshake";
import type { CompanionAddress } from "../link/companion-address";
import type { ServerIdentity, ServerSettings } from "../ports";
import { integerText } from "../../../shared/store-keys";
import type { CompanionPlan } from "./find-companion";

/** A line of the self-test: what works, or what somebody has to mend. */
export interface ReportLine {
	readonly isFine: boolean;
	readonly text: string;
}

function fine(text: string): ReportLine {
	return { isFine: true, text };
}

function missing(text: string): ReportLine {
	return { isFine: false, text };
}

const STUDIO_ACCESS = "Experience Settings > Security > Enable Studio Access to API Services, in a published place";
const HTTP_SWITCH = "Experience Settings > Security > Allow HTTP Requests";

export function describeWallets(
	settings: Pick<ServerSettings, "storeName" | "usesLiveWallets">,
	{ studio }: Pick<ServerIdentity, "studio">,
	isStored: boolean,
): ReportLine {
	const store = `the data store ${settings.storeName}`;
	if (!isStored) {
		return missing(
			`Wallets: in memory, and gone with this server: it has no access to data stores (${STUDIO_ACCESS}).`,
		);
	}
	if (!studio) return fine(`Wallets: in ${store}.`);
	if (settings.usesLiveWallets) {
		return missing(`Wallets: THE LIVE ONES, in ${store}, because StudioUsesLiveWallets is true.`);
	}
	return fine(`Wallets: in ${store}, for Studio. The live ones are not touched.`);
}

/** What stands in the way of asking for a companion. */
export function describePlan(kind: Exclude<CompanionPlan["kind"], "reachable">): ReportLine {
	switch (kind) {
		case "not-set":
			return missing("Companion: none. Set TransactionLogEndpoint to reach Discord; the game plays on without.");
		case "http-off":
			return missing(`Companion: out of reach, because HTTP requests are off (${HTTP_SWITCH}).`);
		case "no-secret":
			return missing(
				"Companion: not asked, because there is no secret. Add purser_game_secret to the experience's secrets store " +
					"(in Studio as a local secret), or HmacSecret to ServerStorage.EconomySecrets.",
			);
	}
}

export const SECRET_IN_PLACE = missing(
	"Companion: its secret stands in the place, where every script reads it. The secrets store (purser_game_secret) is safer.",
);

export function describeConnected({ origin }: CompanionAddress): ReportLine {
	return fine(`Companion: connected to ${origin}.`);
}

const REFUSALS: Readonly<Record<string, string>> = {
	unauthorized: "It does not know the secret: purser_game_secret has to be its GAME_SECRET.",
	"bad-signature": "It does not know the secret: HmacSecret has to be its HMAC_SECRET.",
	"unknown-key": "It does not know the secret: HmacKeyId has to be the id of its HMAC_SECRET.",
	stale: "The clocks of game and companion differ by more than a minute.",
	"store-mismatch": "It is set to another data store: DataStoreName and its ROBLOX_DATASTORE_NAME have to be the same.",
	"studio-refused": "It takes no servers in Studio. A companion for tests does, with ALLOW_STUDIO=1.",
	"protocol-mismatch": "It speaks another version of the protocol: update the game or the companion.",
};

export function describeProblem(
	{ origin }: CompanionAddress,
	problem: HandshakeProblem,
	settings: Pick<ServerSettings, "storeName">,
	{ universeId }: Pick<ServerIdentity, "universeId">,
): ReportLine {
	if (problem.kind === "unreachable")
		return missing(`Companion: no answer from ${origin}. It is asked again and again.`);
	const why =
		problem.code === "universe-mismatch"
			? `It is set to another experience: its ROBLOX_UNIVERSE_ID has to be ${integerText(universeId)}.`
			: (REFUSALS[problem.code] ??
				`It answered ${problem.status} ${problem.code}. Is TransactionLogEndpoint the companion's URL?`);
	const here = problem.code === "store-mismatch" ? ` This server uses ${settings.storeName}.` : "";
	return missing(`Companion: ${origin} refused this server. ${why}${here}`);
}
