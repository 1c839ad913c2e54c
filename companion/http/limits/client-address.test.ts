import { expect, test } from "bun:test";
import { nameClient, readRange } from "./client-address";

const TRUSTED = ["10.0.0.0/8", "2001:db8:1::/48", "192.0.2.7"].map(readRange).filter((range) => range !== undefined);

test.each([
	["a peer without a proxy", "203.0.113.5", null, "203.0.113.5"],
	["a peer that is no proxy and says it is one", "203.0.113.5", "198.51.100.1", "203.0.113.5"],
	["a client behind a proxy", "10.1.2.3", "198.51.100.1", "198.51.100.1"],
	["a client behind a proxy that is one address", "192.0.2.7", "198.51.100.1", "198.51.100.1"],
	["a neighbour of that proxy", "192.0.2.8", "198.51.100.1", "192.0.2.8"],
	["a client behind two proxies", "10.1.2.3", "198.51.100.1, 10.9.9.9", "198.51.100.1"],
	["a client that wrote addresses of its own in front", "10.1.2.3", "1.1.1.1, 10.0.0.1, 198.51.100.1", "198.51.100.1"],
	["a proxy that says nothing", "10.1.2.3", null, "10.1.2.3"],
	["a proxy that says nothing of use", "10.1.2.3", "unknown", "10.1.2.3"],
	["nonsense behind a good address", "10.1.2.3", "198.51.100.1, _hidden", "10.1.2.3"],
	["an address in another spelling", "10.1.2.3", "0x7f.1", "10.1.2.3"],
	["an IPv4 address as IPv6", "::ffff:203.0.113.5", null, "203.0.113.5"],
	["a proxy as IPv6", "::ffff:10.1.2.3", "198.51.100.1", "198.51.100.1"],
	["a client of IPv6, with all addresses of its network", "2001:db8:1::9", "2001:db8:2:3:4:5:6:7", "2001:db8:2:3"],
	["its neighbour in the network", "2001:db8:2:3::1", null, "2001:db8:2:3"],
	["an address with a zone", "fe80::1%eth0", null, "fe80:0:0:0"],
	["a peer without an address", "unix", null, "unix"],
])("%s", (_name, peer, forwarded, client) => {
	expect(nameClient(peer, forwarded, TRUSTED)).toBe(client);
});

test("of a long list only the end is looked at", () => {
	const forwarded = ["198.51.100.1", ...Array.from({ length: 1_000 }, () => "10.0.0.1")].join(",");
	expect(nameClient("10.1.2.3", forwarded, TRUSTED)).toBe("10.0.0.1");
});

test.each(["", "proxy.example", "10.1", "10.0.0.0/33", "::1/129", "10.0.0.1/x"])("%p is no range", (text) => {
	expect(readRange(text)).toBeUndefined();
});
