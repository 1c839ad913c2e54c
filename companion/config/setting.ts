/** What a value is read into, or what is wrong with it in words that follow the variable's name. */
export type Reading<Value> =
	{ readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: string };

/** One environment variable: how it is read, and how `.env.example` describes it. */
export interface Setting<Value> {
	readonly name: string;
	/** One line for people. */
	readonly about: string;
	/** What kind of value it takes, for people: `digits`, `whole number 60 to 604800`. */
	readonly type: string;
	/** As written in the environment. Absent: the variable has to be set, unless `needed` says otherwise. */
	readonly fallback?: string;
	/** Never printed, not even when it is wrong. */
	readonly isSecret?: boolean;
	readonly read: (text: string) => Reading<Value>;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** `undefined`: it is not set, and nothing takes its place. Sample files and hosting panels leave it empty for that. */
export function readSetting<Value>(environment: Environment, setting: Setting<Value>): Reading<Value> | undefined {
	const text = environment[setting.name]?.trim() || setting.fallback;
	return text === undefined ? undefined : setting.read(text);
}

const good = <Value>(value: Value): Reading<Value> => ({ ok: true, value });
const bad = (problem: string): Reading<never> => ({ ok: false, problem });

export function readText(lengthMax: number): (text: string) => Reading<string> {
	return (text) => (text.length <= lengthMax ? good(text) : bad(`may have at most ${lengthMax} characters`));
}

/** A token or key as another system gave it. White space in it is always a slip of the hand. */
export function readKey(text: string): Reading<string> {
	return /^[\x21-\x7e]{1,4096}$/.test(text)
		? good(text)
		: bad("may hold neither white space nor other than ASCII characters");
}

export function readOptionalKey(text: string): Reading<string> {
	return text === "" ? good(text) : readKey(text);
}

export function readChoice<Choice extends string>(...choices: readonly Choice[]): (text: string) => Reading<Choice> {
	return (text) => {
		const choice = choices.find((one) => one === text);
		return choice === undefined ? bad(`has to be ${choices.join(" or ")}`) : good(choice);
	};
}

export function readDigits(text: string): Reading<string> {
	return /^[1-9]\d{0,19}$/.test(text) ? good(text) : bad("has to be digits only");
}

export function readOptionalDigits(text: string): Reading<string> {
	return text === "" ? good(text) : readDigits(text);
}

export function readDigitsList(text: string): Reading<readonly string[]> {
	const items = text.split(",").map((item) => item.trim());
	const given = items.filter((item) => item !== "");
	return given.every((item) => readDigits(item).ok) ? good(given) : bad("has to be ids of digits, separated by commas");
}

export function readWholeNumber(min: number, max: number): (text: string) => Reading<number> {
	return (text) => {
		const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
		return value >= min && value <= max ? good(value) : bad(`has to be a whole number from ${min} to ${max}`);
	};
}

export function readFlag(text: string): Reading<boolean> {
	if (text === "0" || text === "1") return good(text === "1");
	return bad("has to be 0 or 1");
}

/** An HTTP address, without the slash at its end. */
export function readUrl(text: string): Reading<string> {
	if (!URL.canParse(text)) return bad("has to be a URL");
	const { protocol, username, password, search } = new URL(text);
	if (protocol !== "https:" && protocol !== "http:") return bad("has to begin with https:// or http://");
	if (username !== "" || password !== "" || search !== "") return bad("may hold neither credentials nor a query");
	return good(text.replace(/\/+$/, ""));
}

const SECRET_BYTES_MIN = 32;

export function readSecret(text: string): Reading<string> {
	const isLong = Buffer.byteLength(text) >= SECRET_BYTES_MIN;
	return isLong ? good(text) : bad(`has to have at least ${SECRET_BYTES_MIN} bytes`);
}
