import type { HttpRequestRecord, SecretText } from "../luau/records";

/** Methods and locked headers: creator-docs, `classes/HttpService`. */
const METHODS: readonly string[] = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"];
const LOCKED_HEADERS: readonly string[] = ["user-agent", "roblox-id", "content-length"];
const PORTS_BELOW_1024: readonly string[] = ["", "80", "443"];

export interface HttpIdentity {
	readonly placeId: number;
	/** Texts of the experience's secrets by name. */
	readonly secrets: ReadonlyMap<string, string>;
}

export type BuiltRequest =
	| {
			readonly ok: true;
			readonly url: URL;
			readonly method: string;
			readonly headers: Headers;
			readonly body: string | null;
	  }
	| { readonly ok: false; readonly error: string };

/** Turns a script's request into what goes over the wire, or into the error that RequestAsync raises at once. */
export function buildRequest(record: HttpRequestRecord, identity: HttpIdentity): BuiltRequest {
	const method = record.method.toUpperCase();
	if (!METHODS.includes(method)) return refuse(`Method "${record.method}" is not supported`);
	if (record.body !== null && (method === "GET" || method === "HEAD"))
		return refuse("GET and HEAD requests cannot have a body");
	const address = textOf(record.url, identity);
	if (address === undefined) return refuse("Can't find secret with given key");
	const url = URL.parse(address);
	if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) return refuse("HttpError: InvalidUrl");
	if (isPortBlocked(url.port)) return refuse("HttpError: ERR_ACCESS_DENIED");
	const headers = new Headers({ "user-agent": "Roblox/Linux", "roblox-id": String(identity.placeId) });
	for (const [name, value] of Object.entries(record.headers)) {
		if (LOCKED_HEADERS.includes(name.toLowerCase())) return refuse(`Header "${name}" is not allowed!`);
		const text = textOf(value, identity);
		if (text === undefined) return refuse("Can't find secret with given key");
		headers.set(name, text);
	}
	return { ok: true, url, method, headers, body: record.body };
}

function refuse(error: string): BuiltRequest {
	return { ok: false, error };
}

function textOf(value: string | SecretText, identity: HttpIdentity): string | undefined {
	if (typeof value === "string") return value;
	const secret = identity.secrets.get(value.secret);
	return secret === undefined ? undefined : value.prefix + secret + value.suffix;
}

/** Creator-docs, `cloud-services/http-service.md`: not 1194, and of those below 1024 only 80 and 443. */
function isPortBlocked(port: string): boolean {
	return port === "1194" || (Number(port) < 1_024 && !PORTS_BELOW_1024.includes(port));
}
