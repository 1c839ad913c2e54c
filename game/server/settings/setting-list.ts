import { STORE_NAME_MAX } from "../../../shared/limits";
import { studioStoreName } from "../../../shared/store-keys";
import { parseEndpoint } from "../link/companion-address";

/** One setting: what it takes, said for people too, and what holds when it is left out or wrong. */
export interface SettingForm<Value> {
	readonly name: string;
	/** Completes "expected". */
	readonly expected: string;
	/** Completes "instead". */
	readonly otherwise: string;
	/** Its value is for nobody's eyes. */
	readonly isSecret?: true;
	/** `undefined`: not one of the values it takes. */
	readonly read: (given: unknown) => Value | undefined;
}

function text(lengthMax: number): (given: unknown) => string | undefined {
	return (given) => (typeIs(given, "string") && given !== "" && given.size() <= lengthMax ? given : undefined);
}

/** StringValues hold texts only. */
function readSwitch(given: unknown): boolean | undefined {
	if (typeIs(given, "boolean")) return given;
	return given === "true" ? true : given === "false" ? false : undefined;
}

const readUrl = text(2_000);
/** In Studio the name gets an ending, and the companion's fence has one as long. */
const STORE_NAME_LENGTH_MAX = STORE_NAME_MAX - studioStoreName("").size();
const readKey = text(STORE_NAME_MAX);

/** Every setting there is. docs/game-settings.md lists them for people. */
export const SETTING_LIST = {
	endpoint: {
		name: "TransactionLogEndpoint",
		expected: "the companion's URL, such as https://purser.example.com",
		otherwise: "no companion",
		read: (given) => {
			const url = readUrl(given);
			return url !== undefined && parseEndpoint(url) !== undefined ? url : undefined;
		},
	} satisfies SettingForm<string>,
	hmacSecret: {
		name: "HmacSecret",
		expected: "the companion's HMAC_SECRET, a text",
		otherwise: "no secret",
		isSecret: true,
		read: text(1_024),
	} satisfies SettingForm<string>,
	hmacKeyId: {
		name: "HmacKeyId",
		expected: "the id of that secret, a text",
		otherwise: "default",
		read: text(64),
	} satisfies SettingForm<string>,
	storeName: {
		name: "DataStoreName",
		expected: `a text of 1 to ${STORE_NAME_LENGTH_MAX} bytes`,
		otherwise: "EconomyWallet",
		read: text(STORE_NAME_LENGTH_MAX),
	} satisfies SettingForm<string>,
	studioUsesLiveWallets: {
		name: "StudioUsesLiveWallets",
		expected: "true or false",
		otherwise: "false",
		read: readSwitch,
	} satisfies SettingForm<boolean>,
	showHud: {
		name: "ShowHud",
		expected: "true or false",
		otherwise: "true",
		read: readSwitch,
	} satisfies SettingForm<boolean>,
	importStoreName: {
		name: "ImportStoreName",
		expected: `a text of 1 to ${STORE_NAME_MAX} bytes`,
		otherwise: "no import",
		read: text(STORE_NAME_MAX),
	} satisfies SettingForm<string>,
	importKey: {
		name: "ImportKey",
		expected: `a text of at most ${STORE_NAME_MAX} bytes with {UserId} in it`,
		otherwise: "no import",
		read: (given) => {
			const key = readKey(given);
			return key !== undefined && key.find("{UserId}", 1, true)[0] !== undefined ? key : undefined;
		},
	} satisfies SettingForm<string>,
	importField: {
		name: "ImportField",
		expected: "a path in the old profile, such as Stats.Coins",
		otherwise: "no import",
		read: text(200),
	} satisfies SettingForm<string>,
};
