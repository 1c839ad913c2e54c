/** Path of the transaction log, which is what the experience's owner writes into the settings. */
const LOG_PATH = "/log/transactions";

export interface CompanionAddress {
	/** Scheme, host and port. */
	readonly origin: string;
	/** Path before the companion's routes; empty at most places. */
	readonly prefix: string;
}

/** `undefined` when the text is no http(s) URL. A URL without the log's path is taken as the companion's base. */
export function parseEndpoint(endpoint: string): CompanionAddress | undefined {
	const [origin, path] = string.match(endpoint, "^(https?://[^/%s]+)([^%s]*)$");
	if (!typeIs(origin, "string") || !typeIs(path, "string")) return undefined;
	const trimmed = path.sub(-1) === "/" ? path.sub(1, -2) : path;
	const endsWithLog = trimmed.sub(-LOG_PATH.size()) === LOG_PATH;
	return { origin, prefix: endsWithLog ? trimmed.sub(1, -LOG_PATH.size() - 1) : trimmed };
}
