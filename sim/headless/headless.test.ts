import { afterEach, describe, expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";
import {
	EXAMPLES,
	lines,
	makeFolder,
	removeFolders,
	runHeadless,
	runScripts,
	TIMEOUT_MILLIS,
} from "./testing/run-headless";

setDefaultTimeout(TIMEOUT_MILLIS);
afterEach(removeFolders);

describe("examples", () => {
	test("ProfileService on its live stores: three servers take one profile from each other, and no coin is lost", async () => {
		const { exitCode, stdout } = await runHeadless(
			join(EXAMPLES, "profile-service"),
			...["--servers", "3", "--seconds", "180"],
		);
		expect(stdout.match(/coins \d/g)).toEqual(["coins 1", "coins 2", "coins 3"]);
		expect(new Set(stdout.match(/^\[server \d\] coins/gm)).size).toBe(3);
		expect(stdout).not.toContain("mock");
		expect(exitCode).toBe(0);
	});

	test("a TestEZ suite that passes exits 0", async () => {
		const { exitCode, stdout } = await runHeadless(join(EXAMPLES, "testez", "default.project.json"));
		expect(stdout).toContain("2 passed, 0 failed, 0 skipped");
		expect(exitCode).toBe(0);
	});

	test("a TestEZ suite with a failing spec exits 1 and shows what failed", async () => {
		const spec = `return function() it("adds", function() expect(1 + 1).to.equal(3) end) end`;
		const run = `
			local TestEZ = require(game:GetService("ReplicatedStorage").TestEZ)
			TestEZ.TestBootstrap:run({ game:GetService("ServerScriptService") }, TestEZ.Reporters.TextReporter)`;
		const folder = makeFolder({
			"default.project.json": {
				tree: {
					$className: "DataModel",
					ServerScriptService: { $path: "src" },
					ReplicatedStorage: { TestEZ: { $path: join(EXAMPLES, "..", "node_modules", "@rbxts", "testez", "src") } },
				},
			},
			"src/sum.spec.luau": spec,
			"src/run.server.luau": run,
		});
		const { exitCode, stdout } = await runHeadless(folder.path);
		expect(stdout).toContain("0 passed, 1 failed");
		expect(stdout).toContain('Expected value "3" (number), got "2" (number) instead');
		expect(exitCode).toBe(1);
	});
});

describe("what scripts do", () => {
	test.each([
		[
			"an uncaught error",
			`local function inner() error("boom") end\ninner()`,
			"error: ServerScriptService.main:1: boom",
		],
		[
			"one in a thread of its own",
			`task.spawn(function() error("boom") end)`,
			"error: ServerScriptService.main:1: boom",
		],
		[
			"one in a module",
			`require(script.Parent.broken)`,
			"error: ServerScriptService.broken:2: attempt to index nil with 'x'",
		],
		["one on closing", `game:BindToClose(function() error("late") end)`, "error: ServerScriptService.main:1: late"],
		["code that does not compile", `local = 5`, "error: ServerScriptService.main:1: "],
		["a loop that never ends", `while true do end`, "error: server died: "],
	])("%s exits 1 and is shown", async (_what, main, shown) => {
		const { exitCode, stdout } = await runScripts({
			"main.server.luau": main,
			"broken.luau": "local nothing\nreturn nothing.x",
		});
		expect(stdout).toContain(shown);
		expect(lines(stdout).at(-1)).toStartWith("FAILED, errors: ");
		expect(exitCode).toBe(1);
	});

	test("an error brings the way to it", async () => {
		const main = `local function inner()\n\terror("boom")\nend\nlocal function outer()\n\tinner()\nend\nouter()`;
		const { stdout } = await runScripts({ "main.server.luau": main });
		const way = lines(stdout).filter((line) => /ServerScriptService\.main:\d+( function \w+)?$/.test(line));
		expect(way).toEqual([
			"ServerScriptService.main:2 function inner",
			"ServerScriptService.main:5 function outer",
			"ServerScriptService.main:7",
		]);
	});

	test("the way leads through nothing of the server's own", async () => {
		const { stdout } = await runScripts({
			"main.server.luau": "require(script.Parent.gone)",
			"gone.luau": "error('x')",
		});
		expect(stdout).toContain("ServerScriptService.gone:1: x");
		expect(stdout).not.toContain("kernel");
	});

	test("an error that may come from what is not modelled says where to look", async () => {
		const { stdout, stderr } = await runScripts({ "main.server.luau": `game:GetService("TeleportService")` });
		expect(stdout).toContain("'TeleportService' is not a valid Service name");
		expect(stderr).toContain("docs/headless.md");
	});

	test("an error that is caught, and a warning, are none", async () => {
		const { exitCode, stdout } = await runScripts({ "main.server.luau": `pcall(error, "x") warn("careful")` });
		expect(stdout).toContain("warning: careful");
		expect(exitCode).toBe(0);
	});

	test("time is virtual: an hour passes at once, and scripts are closed in order at the end", async () => {
		const main = `
			game:BindToClose(function() task.wait(20) print("closed after", math.floor(os.clock() - start)) end)
			task.wait(3599)
			print("nearly")`;
		const { stdout } = await runScripts({ "main.server.luau": `start = os.clock() ${main}` }, "--seconds", "3600");
		expect(lines(stdout).slice(0, -1)).toEqual(["nearly", "closed after 3620"]);
	});

	test("servers share data stores and messages", async () => {
		const main = `
			local messages = game:GetService("MessagingService")
			messages:SubscribeAsync("news", function(message) print("heard", message.Data) end)
			task.wait(1)
			local store = game:GetService("DataStoreService"):GetDataStore("visits")
			local visits = store:UpdateAsync("all", function(before) return (before or 0) + 1 end)
			if visits == 3 then messages:PublishAsync("news", "all here") end`;
		const { exitCode, stdout } = await runScripts({ "main.server.luau": main }, "--servers", "3");
		expect(stdout.match(/heard all here/g)).toHaveLength(3);
		expect(exitCode).toBe(0);
	});

	test("scripts run where Roblox runs them", async () => {
		const script = (where: string): unknown => ({ $path: "say.server.luau", $properties: { RunContext: where } });
		const folder = makeFolder({
			"default.project.json": {
				tree: {
					$className: "DataModel",
					Workspace: { A: script("Legacy") },
					ServerScriptService: { B: script("Legacy"), C: script("Server"), D: script("Client") },
					ReplicatedStorage: { E: script("Legacy"), F: script("Server") },
					ServerStorage: { G: script("Server"), H: script("Legacy") },
				},
			},
			"say.server.luau": "print(script.Name)",
		});
		const { stdout } = await runHeadless(folder.path);
		expect(lines(stdout).slice(0, -1).sort()).toEqual(["A", "B", "C", "F"]);
	});

	test("scripts run when they come into the tree or are switched on, and once", async () => {
		const main = `
			local sleeper = script.Parent.sleeper
			print(sleeper.Enabled, sleeper.Disabled)
			sleeper.Disabled = false
			sleeper.Parent = workspace
			local copy = script.Parent.sleeper2:Clone()
			copy.Enabled = true
			copy.Parent = workspace
			print(pcall(function() copy.Enabled = 1 end))`;
		const { stdout } = await runScripts({
			"main.server.luau": main,
			"sleeper.server.luau": "print('first', script.Parent)",
			"sleeper.meta.json": '{"properties": {"Disabled": true}}',
			"sleeper2.server.luau": "print('second', script.Parent)",
			"sleeper2.meta.json": '{"properties": {"Enabled": false}}',
		});
		expect(lines(stdout).slice(0, -1)).toEqual([
			"false true",
			"false Unable to assign property Enabled. boolean expected, got number",
			"first Workspace",
			"second Workspace",
		]);
	});

	test("classes that are not modelled stand in the tree with what the project gives them", async () => {
		const folder = makeFolder({
			"default.project.json": {
				tree: {
					$className: "DataModel",
					Workspace: {
						$properties: { FilteringEnabled: true },
						Base: { $className: "Part", $properties: { Anchored: true, Size: [1, 2, 3] }, $attributes: { Hot: 3 } },
					},
					Lighting: { $properties: { Brightness: 2 } },
					ProximityPromptService: {},
					ServerScriptService: { Main: { $path: "main.server.luau" } },
				},
			},
			"main.server.luau": `
				local base = workspace.Base
				print(base.ClassName, base.Anchored, base:GetAttribute("Hot"), base:GetFullName(), workspace.FilteringEnabled)
				print(game:GetService("Lighting").Brightness, game:GetService("ProximityPromptService").ClassName)
				print(pcall(function() return base.Size end))`,
		});
		const { stdout, stderr } = await runHeadless(folder.path);
		expect(lines(stdout).slice(0, -1)).toEqual([
			"Part true 3 Workspace.Base true",
			"2 ProximityPromptService",
			'false Size is not a valid member of Part "Workspace.Base"',
		]);
		expect(stderr).toContain("note: default.project.json: Base.Size is left out: not a plain value");
	});

	test("HTTP is off unless the project switches it on, and then nobody answers", async () => {
		const main = `print(pcall(function() return game:GetService("HttpService"):GetAsync("https://example.com/") end))`;
		const run = async (enabled: boolean): Promise<string> => {
			const tree = {
				$className: "DataModel",
				HttpService: { $properties: { HttpEnabled: enabled } },
				ServerScriptService: { $path: "src" },
			};
			const folder = makeFolder({ "default.project.json": { tree }, "src/main.server.luau": main });
			return lines((await runHeadless(folder.path)).stdout)[0] ?? "";
		};
		expect(await run(false)).toBe("false Http requests are not enabled. Enable via game settings");
		expect(await run(true)).toBe("false HttpError: ConnectFail");
	});
});
