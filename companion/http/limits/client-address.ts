import ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;
export type AddressRange = readonly [Address, number];

/** A longer list is not one that proxies made. */
const FORWARDED_MAX = 20;

/** An address, or a range as `10.0.0.0/8`; `undefined` when it is neither. */
export function readRange(text: string): AddressRange | undefined {
	if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
	const address = readAddress(text);
	return address === undefined ? undefined : [address, address.kind() === "ipv4" ? 32 : 128];
}

/**
 * Who asked, as a name for limits: the peer or, behind proxies that are trusted, the nearest address that is none of
 * theirs. Each proxy adds the one it heard from at the end; what stands before that may be made up.
 */
export function nameClient(peer: string, forwarded: string | null, trusted: readonly AddressRange[]): string {
	let client = readAddress(peer);
	// A peer that has no address, a socket in the file system for one, is still one peer.
	if (client === undefined) return peer;
	const hops = forwarded === null ? [] : forwarded.split(",").slice(-FORWARDED_MAX).reverse();
	for (const hop of hops) {
		if (!isTrusted(client, trusted)) break;
		const next = readAddress(hop.trim());
		if (next === undefined) break;
		client = next;
	}
	return nameOf(client);
}

function readAddress(text: string): Address | undefined {
	// Four numbers and no other spelling of them; a zone belongs to this machine alone.
	const isPlain = text.includes(":") || ipaddr.IPv4.isValidFourPartDecimal(text);
	const plain = text.replace(/%.*$/, "");
	return isPlain && ipaddr.isValid(plain) ? ipaddr.process(plain) : undefined;
}

function isTrusted(address: Address, trusted: readonly AddressRange[]): boolean {
	return trusted.some(([range, bits]) => range.kind() === address.kind() && address.match(range, bits));
}

/** One customer has a whole /64 of IPv6 and could take another address for each request. */
function nameOf(address: Address): string {
	return address.kind() === "ipv4" ? address.toString() : address.toNormalizedString().split(":").slice(0, 4).join(":");
}
