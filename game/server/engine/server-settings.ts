import { HttpService, RunService, ServerStorage } from "@rbxts/services";
import type { Credentials, ServerIdentity, ServerSettings } from "../ports";
import { type GivenSettings, readSettings, type SettingSource } from "../settings/read-settings";

/** Name under which the experience's secrets store keeps the bearer token. */
const GAME_SECRET_NAME = "purser_game_secret";
/** Any instance of this name in ServerStorage; its attributes are settings. */
const SETTINGS_NAME = "PurserSettings";
/** The other form: StringValues in a folder. */
const VALUES_FOLDER = "EconomySecrets";
const BUILD = "purser-0.1";

function readStringValue(name: string): string | undefined {
	const value = ServerStorage.FindFirstChild(VALUES_FOLDER)?.FindFirstChild(name);
	return value !== undefined && value.IsA("StringValue") && value.Value !== "" ? value.Value : undefined;
}

const engineSource: SettingSource = {
	read(name) {
		return ServerStorage.FindFirstChild(SETTINGS_NAME)?.GetAttribute(name) ?? readStringValue(name);
	},
	names() {
		const names: Array<string> = [];
		const attributes =
			ServerStorage.FindFirstChild(SETTINGS_NAME)?.GetAttributes() ?? new Map<string, AttributeValue>();
		for (const [name] of attributes) names.push(name);
		return names.sort();
	},
};

/** A `Secret` can travel in a header but not be hashed, so it introduces the server and signs nothing. */
function readCredentials({ hmacSecret, hmacKeyId }: GivenSettings): Credentials {
	const [found, secret] = pcall(() => HttpService.GetSecret(GAME_SECRET_NAME));
	if (found) return { kind: "bearer", authorization: secret.AddPrefix("Bearer ") };
	if (hmacSecret === undefined) return { kind: "missing" };
	return { kind: "shared-secret", signing: { keyId: hmacKeyId, key: hmacSecret } };
}

export function readServerSettings(): ServerSettings {
	const given = readSettings(engineSource, RunService.IsStudio());
	return { ...given, credentials: readCredentials(given) };
}

export function readServerIdentity(): ServerIdentity {
	return {
		universeId: game.GameId,
		placeId: game.PlaceId,
		jobId: game.JobId,
		build: `${BUILD}/${game.PlaceVersion}`,
		studio: RunService.IsStudio(),
	};
}
