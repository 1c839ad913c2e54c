import { afterEach, expect, setDefaultTimeout, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
	lines,
	makeFolder,
	removeFolders,
	ROOT,
	runHeadless,
	TIMEOUT_MILLIS,
	type Ended,
} from "./testing/run-headless";

setDefaultTimeout(TIMEOUT_MILLIS);
afterEach(removeFolders);

/** A game of somebody else into which the model was dropped. Needs the compiled game. */
function runWithModel(script: string, replicated: Readonly<Record<string, unknown>> = {}): Promise<Ended> {
	const folder = makeFolder({
		"default.project.json": {
			tree: {
				$className: "DataModel",
				ServerScriptService: {
					Purser: { $path: join(ROOT, "model.project.json") },
					Try: { $path: "try.server.luau" },
				},
				ReplicatedStorage: replicated,
				StarterPlayer: { StarterPlayerScripts: {} },
			},
		},
		"try.server.luau": script,
	});
	return runHeadless(folder.path);
}

test("the model puts its parts in place, and the server starts", async () => {
	const { exitCode, stdout } = await runWithModel(`
		local economy = require(game:GetService("ServerScriptService"):WaitForChild("TS").api)
		task.wait(1)
		print(type(economy))
		print(game:GetService("ReplicatedStorage").shared.ClassName)
		print(game:GetService("StarterPlayer").StarterPlayerScripts.TS.ClassName)`);
	expect(stdout).toContain("table\nFolder\nFolder\n");
	// Nothing is set up in this game, and the server that says so is running.
	expect(stdout).toContain("[Purser] ");
	expect(exitCode).toBe(0);
});

test("where a part would stand beside another of its name, nothing is moved and the game is told", async () => {
	const { exitCode, stdout } = await runWithModel(
		`task.wait(1) print(game:GetService("ServerScriptService"):FindFirstChild("TS"))`,
		{ shared: { $className: "Folder" } },
	);
	expect(lines(stdout)[0]).toContain("Purser: ReplicatedStorage already has a shared");
	expect(stdout).toContain("\nnil\n");
	expect(exitCode).toBe(1);
});

test("the command-bar line of docs/studio.md runs specs", async () => {
	const page = readFileSync(join(ROOT, "docs", "studio.md"), "utf8");
	const line = /^require\(.*:run\(\{ game\.ServerScriptService\.Specs, .* \}\)$/m.exec(page)?.[0] ?? "";
	// The whole suite is run elsewhere; one folder of it shows that the line does what it should. A server has no code of
	// clients here, so of theirs only the place is looked up.
	const bar = line.replace(".Specs", ".Specs.wallet").replace(".Specs }", ".Specs:FindFirstChild('none') }");
	const folder = makeFolder({ "bar.server.luau": bar });
	const { stdout } = await runHeadless(join(ROOT, "test.project.json"), "--script", folder.file("bar.server.luau"));
	expect(stdout).toMatch(/^[1-9]\d* passed, 0 failed, 0 skipped$/m);
});
