import { nameClient, type AddressRange } from "./client-address";

/** Beyond it all is forgotten, and worked out anew. */
const REMEMBERED_MAX = 10_000;
/** A longer header is not remembered: it would be somebody's way to fill our memory. */
const FORWARDED_CHARACTERS_MAX = 200;

/** `nameClient`, which takes some microseconds to read addresses, for those that come again and again. */
export function createClientNames(trusted: readonly AddressRange[]): (peer: string, headers: Headers) => string {
	const names = new Map<string, string>();

	return (peer, headers) => {
		const forwarded = trusted.length === 0 ? null : headers.get("x-forwarded-for");
		if (forwarded !== null && forwarded.length > FORWARDED_CHARACTERS_MAX) return nameClient(peer, forwarded, trusted);
		const key = forwarded === null ? peer : `${peer} ${forwarded}`;
		const known = names.get(key);
		if (known !== undefined) return known;
		const name = nameClient(peer, forwarded, trusted);
		if (names.size >= REMEMBERED_MAX) names.clear();
		names.set(key, name);
		return name;
	};
}
