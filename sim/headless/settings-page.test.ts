import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./testing/run-headless";

/** `<name> <what holds otherwise>` of every setting, as the game's code has them. It is Luau, so its text is read. */
function settingsOfCode(): string[] {
	const source = readFileSync(join(ROOT, "game/server/settings/setting-list.ts"), "utf8");
	return [...source.matchAll(/^\t\tname: "(\w+)",$[^]*?^\t\totherwise: "([^"]+)",$/gm)].map(
		([, name, otherwise]) => `${name} ${otherwise}`,
	);
}

test("docs/game-settings.md lists the settings that the game reads", () => {
	const page = readFileSync(join(ROOT, "docs/game-settings.md"), "utf8");
	const rows = [...page.matchAll(/^\| `(\w+)` +\| ([^|]+?) +\| ([^|]+?) +\|/gm)];
	const onPage = rows.map(([, name, , otherwise]) => ({ name, otherwise: otherwise?.replaceAll("`", "") }));
	const inCode = settingsOfCode();
	expect(inCode.length).toBeGreaterThan(5);
	expect(onPage.map(({ name }) => name).sort()).toEqual(inCode.map((line) => line.split(" ")[0]).sort());
	for (const { name, otherwise } of onPage) {
		// What has no default is off without it, "no companion" for example. A wrong key is worse than none: it stops the import.
		const sentence = inCode.find((line) => line.startsWith(`${name} `)) ?? "";
		if (!sentence.startsWith(`${name} no `)) expect(sentence).toBe(`${name} ${otherwise}`);
	}
});
