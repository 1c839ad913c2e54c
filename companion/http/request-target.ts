/**
 * Path and query exactly as sent: a parsed URL may spell them differently, and where the Host header is missing or no
 * host at all, what Bun calls the URL cannot be parsed.
 */
export function targetOf(request: Request): string {
	const { url } = request;
	if (url.startsWith("/")) return url;
	const slash = url.indexOf("/", url.indexOf("://") + 3);
	return slash < 0 ? "/" : url.slice(slash);
}

export function queryOf(request: Request): URLSearchParams {
	const target = targetOf(request);
	const mark = target.indexOf("?");
	return new URLSearchParams(mark < 0 ? "" : target.slice(mark + 1));
}
