import { expect, test } from "bun:test";
import { join } from "node:path";
import { renderEnvExample } from "./env-example";
import { SETTINGS } from "./settings";

test("the committed .env.example is the one the settings describe", async () => {
	const committed = await Bun.file(join(import.meta.dir, "..", "..", ".env.example")).text();
	expect(committed.replaceAll("\r\n", "\n")).toBe(renderEnvExample());
});

test("it names every setting once, with a value only where there is a default", () => {
	const lines = renderEnvExample().split("\n");
	for (const setting of Object.values(SETTINGS)) {
		const fallback = "fallback" in setting ? setting.fallback : undefined;
		const line = fallback === undefined ? `${setting.name}=` : `# ${setting.name}=${fallback}`;
		expect(lines.filter((candidate) => candidate === line)).toHaveLength(1);
	}
});
