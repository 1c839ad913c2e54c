import { expect, test } from "bun:test";
import { fail, ok, type Result } from "../../shared/result";
import { settingsCheck } from "./settings-check";
import { createFakeParts } from "./testing/fake-parts";

const ENVIRONMENT = {
	...{ API_ONLY: "1", DISCORD_GUILD_ID: "1", ROBLOX_UNIVERSE_ID: "1", ROBLOX_API_KEY: "key" },
	SECRETS_FILE: "/run/purser/keys",
};
const [A, B] = ["a".repeat(32), "b".repeat(32)];
const GOOD = `HMAC_SECRET=k2:${B},k1:${A}\nGAME_SECRET=${A},${B}\nAPI_SERVICE_KEY=${A}\n`;

test.each([
	["what holds", ok(GOOD), "ok", /^SECRETS_FILE: HMAC_SECRET k2, k1; GAME_SECRET 2, API_SERVICE_KEY 1$/],
	["what is wrong", ok(GOOD.replace(A, "short")), "failed", /SECRETS_FILE: HMAC_SECRET the secret of k1 has to have/],
	["that it cannot be read", fail("EACCES"), "failed", /^SECRETS_FILE cannot be read \(EACCES\)/],
] as const)("a secrets file: it says %s, before somebody restarts on it", async (_name, file, kind, text) => {
	const parts = createFakeParts();
	const machine = { ...parts.machine, readText: (): Result<string, string> => file };
	const finding = await settingsCheck(ENVIRONMENT).run({ ...parts, machine });
	const said = finding.kind === "ok" ? finding.note : finding.kind === "failed" ? finding.advice : finding.why;
	expect(finding.kind).toBe(kind);
	expect(said).toMatch(text);
	expect(said).not.toMatch(/a{32}|b{32}/);
});
