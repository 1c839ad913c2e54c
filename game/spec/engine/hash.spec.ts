/// <reference types="@rbxts/testez/globals" />
import { hmacSha256Hex, sha256Hex } from "../../server/engine/hash";
import { luauPlatform } from "../../server/engine/luau-platform";

export = () => {
	it("gives the published SHA-256 of abc", () => {
		expect(sha256Hex("abc")).to.equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	});

	it("gives the published SHA-256 of the empty text", () => {
		expect(sha256Hex("")).to.equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	});

	// Vectors of RFC 4231, cases 1, 2 and 6.
	it("signs as RFC 4231 with a short key", () => {
		expect(hmacSha256Hex(string.rep("\x0b", 20), "Hi There")).to.equal(
			"b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
		);
		expect(hmacSha256Hex("Jefe", "what do ya want for nothing?")).to.equal(
			"5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
		);
	});

	it("hashes a key that is longer than a block first", () => {
		const key = string.rep(string.char(0xaa), 131);
		expect(hmacSha256Hex(key, "Test Using Larger Than Block-Size Key - Hash Key First")).to.equal(
			"60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
		);
	});

	it("gives the same signature when the key's blocks are cached", () => {
		const first = hmacSha256Hex("key", "text");
		expect(hmacSha256Hex("key", "text")).to.equal(first);
		expect(hmacSha256Hex("key", "other")).never.to.equal(first);
	});

	describe("luauPlatform", () => {
		it("tells lists from objects", () => {
			expect(luauPlatform.asList(luauPlatform.decodeJson("[1,2]"))?.size()).to.equal(2);
			expect(luauPlatform.asList(luauPlatform.decodeJson('{"a":1}'))).to.equal(undefined);
			expect(luauPlatform.asList(luauPlatform.decodeJson("{}"))?.size()).to.equal(0);
			expect(luauPlatform.asList("text")).to.equal(undefined);
		});

		it("gives undefined for text that is not JSON", () => {
			expect(luauPlatform.decodeJson("{nonsense")).to.equal(undefined);
		});

		it("counts bytes of UTF-8", () => {
			expect(luauPlatform.byteLength("🙂")).to.equal(4);
		});
	});
};
