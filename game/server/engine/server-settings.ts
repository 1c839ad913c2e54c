import { HttpService, RunService, ServerStorage } from "@rbxts/services";
import { DEFAULT_STORE_NAME } from "../../../shared/store-keys";
import type { Credentials, ImportSettings, ServerIdentity, ServerSettings } from "../ports";

/** Name under which the experience's secrets store keeps the bearer token. */
const GAME_SECRET_NAME = "purser_game_secret";
const SETTINGS_FOLDER = "EconomySecrets";
const BUILD = "purser-0.1";

function readSetting(name: string): string | undefined {
	const value = ServerStorage.FindFirstChild(SETTINGS_FOLDER)?.FindFirstChild(name);
	return value !== undefined && value.IsA("StringValue") && value.Value !== "" ? value.Value : undefined;
}

/** A `Secret` can travel in a header but not be hashed, so it introduces the server and signs nothing. */
function readCredentials(): Credentials {
	const [found, secret] = pcall(() => HttpService.GetSecret(GAME_SECRET_NAME));
	if (found) return { kind: "bearer", authorization: secret.AddPrefix("Bearer ") };
	const key = readSetting("HmacSecret");
	if (key === undefined) return { kind: "missing" };
	return { kind: "shared-secret", signing: { keyId: readSetting("HmacKeyId") ?? "default", key } };
}

function readBalanceImport(): ImportSettings | undefined {
	const [storeName, field] = [readSetting("ImportStoreName"), readSetting("ImportField")];
	if (storeName === undefined || field === undefined) return undefined;
	return { storeName, key: readSetting("ImportKey") ?? "Player_{UserId}", field };
}

export function readServerSettings(): ServerSettings {
	return {
		endpoint: readSetting("TransactionLogEndpoint"),
		storeName: readSetting("DataStoreName") ?? DEFAULT_STORE_NAME,
		credentials: readCredentials(),
		balanceImport: readBalanceImport(),
	};
}

export function readServerIdentity(): ServerIdentity {
	return {
		placeId: game.PlaceId,
		jobId: game.JobId,
		build: `${BUILD}/${game.PlaceVersion}`,
		studio: RunService.IsStudio(),
	};
}
