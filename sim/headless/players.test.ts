import { afterEach, expect, setDefaultTimeout, test } from "bun:test";
import { lines, makeFolder, removeFolders, runHeadless, runScripts, TIMEOUT_MILLIS } from "./testing/run-headless";

setDefaultTimeout(TIMEOUT_MILLIS);
afterEach(removeFolders);

test("players come, spread over the servers, and leave before the end", async () => {
	const main = `
		local Players = game:GetService("Players")
		Players.PlayerAdded:Connect(function(player) print("hello", player.Name) end)
		Players.PlayerRemoving:Connect(function(player) print("bye", player.Name) end)`;
	const { stdout } = await runScripts({ "main.server.luau": main }, ...["--servers", "2", "--players", "3"]);
	expect(lines(stdout).slice(0, -1).sort()).toEqual([
		...["[server 1] bye Player1", "[server 1] bye Player3", "[server 1] hello Player1"],
		...["[server 1] hello Player3", "[server 2] bye Player2", "[server 2] hello Player2"],
	]);
});

test("with --hops everybody goes on to the next server, again and again", async () => {
	const main = `
		game:GetService("Players").PlayerAdded:Connect(function(player)
			task.wait()
			print(player.Name, "at", (os.clock() - start) // 10)
		end)`;
	const { stdout } = await runScripts(
		{ "main.server.luau": `start = os.clock() ${main}` },
		...["--servers", "2", "--players", "2", "--hops", "30", "--seconds", "70"],
	);
	expect(lines(stdout).slice(0, -1).sort()).toEqual([
		...["[server 1] Player1 at 0", "[server 1] Player1 at 6", "[server 1] Player2 at 3"],
		...["[server 2] Player1 at 3", "[server 2] Player2 at 0", "[server 2] Player2 at 6"],
	]);
});

test("with --clients local scripts run, and what a screen shows is printed", async () => {
	const folder = makeFolder({
		"default.project.json": {
			tree: {
				$className: "DataModel",
				ServerScriptService: { Main: { $path: "main.server.luau" } },
				StarterPlayer: { StarterPlayerScripts: { Hud: { $path: "hud.client.luau" } } },
			},
		},
		"main.server.luau": `
			local remote = Instance.new("RemoteEvent")
			remote.Name = "Ask"
			remote.Parent = game:GetService("ReplicatedStorage")
			remote.OnServerEvent:Connect(function(player) remote:FireClient(player, "hello " .. player.Name) end)`,
		"hud.client.luau": `
			local player = game:GetService("Players").LocalPlayer
			local remote = game:GetService("ReplicatedStorage"):WaitForChild("Ask")
			local screen = Instance.new("ScreenGui", player.PlayerGui)
			local label = Instance.new("TextLabel", screen)
			remote.OnClientEvent:Connect(function(text) label.Text = text end)
			remote:FireServer()
			error("of " .. player.Name)`,
	});
	const { exitCode, stdout } = await runHeadless(folder.path, "--players", "2", "--clients");
	expect(stdout).toContain("[Player1] on screen: hello Player1\n");
	expect(stdout).toContain("[Player2] on screen: hello Player2\n");
	expect(stdout).toContain("[Player2] error: StarterPlayer.StarterPlayerScripts.Hud:8: of Player2");
	expect(exitCode).toBe(1);
});

test("a part that a script moves to where clients look runs on clients that come later", async () => {
	const folder = makeFolder({
		"default.project.json": {
			tree: { $className: "DataModel", ServerScriptService: { Model: { $path: "model" } } },
		},
		"model/init.server.luau": `
			script.shared.Parent = game:GetService("ReplicatedStorage")
			script.hud.Parent = game:GetService("StarterPlayer"):FindFirstChildOfClass("StarterPlayerScripts")`,
		"model/shared.luau": `return "of the model"`,
		"model/hud.client.luau": `print("hud", require(game:GetService("ReplicatedStorage"):WaitForChild("shared")))`,
	});
	const { exitCode, stdout } = await runHeadless(folder.path, "--players", "1", "--clients");
	expect(lines(stdout)[0]).toBe("[Player1] hud of the model");
	expect(exitCode).toBe(0);
});
