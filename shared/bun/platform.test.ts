import { expect, test } from "bun:test";
import { createHash, createHmac } from "node:crypto";
import { bunPlatform } from "./platform";

const TEXTS = ["", "purser", "ä€🎉", "a\u0000b", "\ud800 alone", "x".repeat(100_000)];

test.each(TEXTS.map((text) => [text.slice(0, 10), text]))("%j hashes as everywhere", (_name, text) => {
	expect(bunPlatform.sha256(text)).toBe(createHash("sha256").update(text, "utf8").digest("hex"));
	for (const secret of TEXTS) {
		const expected = createHmac("sha256", secret).update(text, "utf8").digest("hex");
		expect(bunPlatform.hmacSha256(secret, text)).toBe(expected);
	}
});
