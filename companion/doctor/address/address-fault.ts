const HTTPS_PORT = 443;
const PRIVILEGED_PORT_MAX = 1_023;
/** Closed to game servers by name. Source: creator-docs, `cloud-services/http-service.md`. */
const CLOSED_PORT = 1_194;

/** Hosts that lead every machine to itself or to its own network. */
const NOT_PUBLIC =
	/^(localhost|.*\.(localhost|local|internal)|(127|10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\.[\d.]+|0\.0\.0\.0|\[::1?\]|\[f[cd].*\]|\[fe80.*\])$/;

/** Why game servers could never reach this address, in words that follow its name. */
export function findAddressFault(url: string): string | undefined {
	const { protocol, hostname, port, pathname } = new URL(url);
	if (protocol !== "https:") return "has to begin with https://: everything else is readable on the way";
	const number = port === "" ? HTTPS_PORT : Number(port);
	if (number === CLOSED_PORT || (number !== HTTPS_PORT && number <= PRIVILEGED_PORT_MAX)) {
		return `names port ${number}, which game servers may not use: take 443, or 1024 and above but not ${CLOSED_PORT}`;
	}
	if (NOT_PUBLIC.test(hostname)) return `names ${hostname}, which only this machine or its network can reach`;
	if (pathname !== "/") return "may hold no path: paths are signed, so a proxy has to leave them as they are";
	return undefined;
}
