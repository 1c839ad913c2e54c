import { fail, ok, type Result } from "../../../shared/result";

export interface LiveSettings {
	readonly apiKey: string;
	readonly universeId: string;
	readonly placeId: number;
	readonly store: string;
	/** Without a slash at the end. */
	readonly apiUrl: string;
	readonly usersUrl: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** No space, and nothing that JSON writes in another way: where the key turned up in a text it would be found. */
const KEY = /^[!#-[\]-~]+$/;
/** Numbers beyond this do not arrive as they were written. */
const ID = /^[1-9]\d{0,14}$/;
/** Source: creator-docs, `cloud-services/data-stores/error-codes-and-limits.md`. */
const STORE_LENGTH_MAX = 50;

/** All that is wrong at once, each naming the variable; never with a value, which may be the key in the wrong place. */
export function readLiveSettings(environment: Environment): Result<LiveSettings, readonly string[]> {
	const problems: string[] = [];
	const read = (name: string, isGood: (text: string) => boolean, wanted: string, usual = ""): string => {
		const text = environment[name] || usual;
		if (text === "") problems.push(`${name} is missing: ${wanted}`);
		else if (!isGood(text)) problems.push(`${name} is not ${wanted}`);
		return text;
	};
	const isId = (text: string): boolean => ID.test(text);
	const isStore = (text: string): boolean => Buffer.byteLength(text) <= STORE_LENGTH_MAX;
	const settings: LiveSettings = {
		apiKey: read("CONTRACT_API_KEY", (text) => KEY.test(text), "an Open Cloud key of a TEST universe"),
		universeId: read("CONTRACT_UNIVERSE_ID", isId, "the id of a TEST universe"),
		placeId: Number(read("CONTRACT_PLACE_ID", isId, "the id of a place of that universe")),
		store: read("CONTRACT_STORE", isStore, "the name of a data store", "PurserContract"),
		apiUrl: withoutSlash(read("CONTRACT_API_URL", isAddress, "an http or https address", "https://apis.roblox.com")),
		usersUrl: withoutSlash(
			read("CONTRACT_USERS_URL", isAddress, "an http or https address", "https://users.roblox.com"),
		),
	};
	return problems.length === 0 ? ok(settings) : fail(problems);
}

function isAddress(text: string): boolean {
	return /^https?:\/\//.test(text) && URL.canParse(text);
}

function withoutSlash(text: string): string {
	return text.replace(/\/+$/, "");
}
