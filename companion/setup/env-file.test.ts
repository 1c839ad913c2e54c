import { expect, test } from "bun:test";
import { isPlain, mergeSettings } from "./env-file";

const NEW = new Map([
	["DISCORD_TOKEN", "new"],
	["PUBLIC_URL", "https://purser.example.com"],
]);

test("a setting is written where it stands, and everything else stays as it is", () => {
	const text = "# mine\nDISCORD_TOKEN=old\nexport PORT=4000\n\n# PUBLIC_URL=\nPUBLIC_URL = 'x'\n";
	expect(mergeSettings(text, NEW)).toBe(
		"# mine\nDISCORD_TOKEN=new\nexport PORT=4000\n\n# PUBLIC_URL=\nPUBLIC_URL=https://purser.example.com\n",
	);
});

test("a setting that has no line gets one at the end", () => {
	expect(mergeSettings("PORT=1", NEW)).toBe("PORT=1\nDISCORD_TOKEN=new\nPUBLIC_URL=https://purser.example.com\n");
});

test("a setting that stands there twice has one value", () => {
	expect(mergeSettings("DISCORD_TOKEN=a\r\nDISCORD_TOKEN=b\r\n", new Map([["DISCORD_TOKEN", "c"]]))).toBe(
		"DISCORD_TOKEN=c\nDISCORD_TOKEN=c\n",
	);
});

test.each(["a b", "a#b", "a$b", "'a", 'a"', "a`", "a\\n"])("%p would not mean itself in the file", (value) => {
	expect(isPlain(value)).toBe(false);
});

test.each(["MTE4.Gx-_y.z", "k1:00ff", "https://purser.example.com:8443", "abc+/=="])("%p means itself", (value) => {
	expect(isPlain(value)).toBe(true);
});
