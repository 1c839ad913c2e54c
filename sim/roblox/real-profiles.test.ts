import { expect, test } from "bun:test";
import { fileURLToPath } from "node:url";
import { isJsonObject, parseJson, valueAt } from "../json";

const CHECK = fileURLToPath(new URL("./checks/real-profiles.check.ts", import.meta.url));

/** VMs never run inside `bun test`: they need an environment that must stand before the process starts. */
function play(): Record<string, unknown> {
	const child = Bun.spawnSync([process.execPath, CHECK], {
		env: { ...process.env, BUN_JSC_useOMGJIT: "0" },
		stderr: "inherit",
		timeout: 60_000,
		killSignal: "SIGKILL",
	});
	const report = parseJson(child.stdout.toString().trim());
	if (!isJsonObject(report)) throw new Error(`the check ended with ${child.exitCode} and printed no report`);
	return report;
}

test("real profiles hop, are stolen by a planted bystander and close, the same in every process", () => {
	const report = play();
	expect(report["errors"]).toEqual([]);
	expect(valueAt(report, "afterHop", "Data", "coins")).toBe(2);
	expect(valueAt(report, "afterHop", "MetaData", "ActiveSession", 1)).toBe(report["second"]);
	expect(report["quiet"]).toEqual([0, 0]);
	expect(report["thieves"]).toEqual([report["third"]]);
	expect(valueAt(report, "afterTheft", 0)).toBeGreaterThan(0);
	expect(valueAt(report, "afterTheft", 1)).toBeGreaterThan(0);
	expect(report["firstStatus"]).toBe("shut_down");
	expect(valueAt(report, "afterClose", "Data", "coins")).toBe(1);
	expect(valueAt(report, "afterClose", "MetaData", "ActiveSession")).toBeUndefined();
	expect(play()["hash"]).toBe(report["hash"]);
}, 120_000);
