import { afterEach, expect, setDefaultTimeout, test } from "bun:test";
import { isJsonObject, parseJson, valueAt } from "../json";
import {
	lines,
	makeFolder,
	removeFolders,
	runHeadless,
	runScripts,
	TIMEOUT_MILLIS,
	type Ended,
} from "./testing/run-headless";

setDefaultTimeout(TIMEOUT_MILLIS);
afterEach(removeFolders);

function readReport({ stdout }: Ended): Readonly<Record<string, unknown>> {
	const report = parseJson(stdout.trim());
	if (!isJsonObject(report)) throw new Error(`no report: ${stdout}`);
	return report;
}

test("--script adds a server script, to a model's project too", async () => {
	const folder = makeFolder({
		"default.project.json": { name: "Lib", tree: { $path: "lib" } },
		"lib/init.luau": "return { answer = 42 }",
		"try.server.luau": `print(script:GetFullName(), require(game:GetService("ReplicatedStorage").Lib).answer)`,
	});
	const { stdout } = await runHeadless(folder.path, "--script", folder.file("try.server.luau"));
	expect(lines(stdout)[0]).toBe("ServerScriptService.try 42");
});

test("--json gives one object, and the lines go to standard error", async () => {
	const ended = await runScripts({ "main.server.luau": `print("hi") task.wait(2) error("boom")` }, "--json");
	const report = readReport(ended);
	expect(report).toMatchObject({ ok: false, servers: 1, players: 0, seconds: 60, seed: 1, warnings: 0, notes: [] });
	expect(valueAt(report, "errors", 0, "server")).toBe(1);
	expect(valueAt(report, "errors", 0, "text")).toStartWith("ServerScriptService.main:1: boom");
	expect(ended.stderr).toContain("hi\n");
	expect(ended.exitCode).toBe(1);
});

test("the same seed plays the same", async () => {
	const main = { "main.server.luau": `print(game.JobId, math.random()) task.wait(1) print(os.time(), os.clock())` };
	const play = async (seed: string): Promise<readonly string[]> => {
		const { stdout } = await runScripts(main, "--servers", "2", "--seed", seed);
		return lines(stdout).slice(0, -1);
	};
	expect(await play("5")).toEqual(await play("5"));
	expect(await play("5")).not.toEqual(await play("6"));
});

test("a refused project exits 2 with every problem, by code and file", async () => {
	const folder = makeFolder({
		"default.project.json": {
			tree: { $className: "DataModel", ServerStorage: { A: { $path: "gone" }, B: { $path: "b.rbxm" } } },
		},
		"b.rbxm": "",
	});
	const ended = await runHeadless(folder.path, "--json", "--script", "no-such.luau");
	expect(readReport(ended)).toEqual({
		ok: false,
		problems: [
			expect.objectContaining({ code: "missing-path", file: "default.project.json" }),
			expect.objectContaining({ code: "binary-model", file: "b.rbxm" }),
			{ code: "missing-path", file: "no-such.luau", text: "there is no such script" },
		],
	});
	expect(lines(ended.stderr)).toHaveLength(3);
	expect(ended.exitCode).toBe(2);
});

test.each([
	[[], "name one project"],
	[["a", "b"], "name one project"],
	[["a", "--servers", "0"], "--servers is a whole number from 1 to 30"],
	[["a", "--seconds", "1.5"], "--seconds is a whole number from 1 to 1000000"],
	[["a", "--speed", "9"], "--speed"],
])("a wrong command line %p exits 2 and says how it goes", async (given, shown) => {
	const { exitCode, stdout, stderr } = await runHeadless(...given);
	expect(stderr).toContain(shown);
	expect(stderr).toContain("usage: headless");
	expect([exitCode, stdout]).toEqual([2, ""]);
});

test("a project without a server script says so", async () => {
	const { exitCode, stderr } = await runScripts({ "a.luau": "return 1" });
	expect(stderr).toContain("the project has no server script");
	expect(exitCode).toBe(0);
});
