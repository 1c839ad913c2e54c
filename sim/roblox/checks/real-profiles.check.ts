import { SECOND } from "../../clock/scheduler";
import { nextMacrotask } from "../../clock/macrotask";
import { VirtualClock } from "../../clock/virtual-clock";
import { packagesPlace } from "../../luau/packages-place";
import { Random } from "../../random";
import { Trace } from "../../trace";
import { parseJson } from "../../json";
import { LocalRoblox } from "../local-roblox";
import { luauVms } from "../luau-vms";

/** Each join loads the player's profile and adds a coin; the word on the topic makes a server load who is not there. */
const DRIVER = `
local packages = game:GetService("ReplicatedStorage"):WaitForChild("rbxts_include").node_modules["@rbxts"]
local ProfileService = require(packages.profileservice.src)
local store = ProfileService.GetProfileStore("EconomyWallet", { coins = 0 })
local players = game:GetService("Players")
local profiles = {}
players.PlayerAdded:Connect(function(player)
	local profile = store:LoadProfileAsync("Player_" .. player.UserId, "ForceLoad")
	if profile == nil then return end
	profile.Data.coins += 1
	profiles[player] = profile
	profile:ListenToRelease(function()
		if player.Parent ~= nil then player:Kick("released") end
	end)
end)
players.PlayerRemoving:Connect(function(player)
	if profiles[player] then profiles[player]:Release() end
end)
game:GetService("MessagingService"):SubscribeAsync("steal", function(message)
	if message.Data == game.JobId then store:LoadProfileAsync("Player_101", "ForceLoad") end
end)
`;

const KEY = "check-key";
const WALLET = { store: "EconomyWallet", scope: "global", key: "Player_101" };

const place = packagesPlace([{ parent: "ServerScriptService", name: "Driver", className: "Script", source: DRIVER }]);
const scheduler = new VirtualClock();
const trace = new Trace();
const roblox = new LocalRoblox({
	scheduler,
	random: new Random(3),
	trace,
	createVm: luauVms(scheduler, { place, signals: "deferred", secretNames: [], httpEnabled: true }),
	place: { universeId: 1, placeId: 2, placeVersion: 3 },
	users: [101, 102, 103].map((id) => ({ id, name: `User${id}`, displayName: `User ${id}` })),
	apiKeys: [{ key: KEY, scopes: ["universe-messaging-service:publish"] }],
	secrets: new Map(),
	companionHost: "companion.test",
	fetchCompanion: () => Promise.reject(new Error("there is no companion here")),
});

async function run(seconds: number): Promise<void> {
	await scheduler.run({ until: scheduler.now() + seconds * SECOND, afterEvent: nextMacrotask });
}

async function tellToSteal(jobId: string): Promise<number> {
	const body = JSON.stringify({ topic: "steal", message: jobId });
	const url = "https://apis.roblox.test/cloud/v2/universes/1:publishMessage";
	const answer = roblox.openCloud.handle(new Request(url, { method: "POST", body, headers: { "x-api-key": KEY } }));
	await run(1);
	return (await answer).status;
}

const [first, second, third] = [roblox.addServer(), roblox.addServer(), roblox.addServer()];
await run(2);
roblox.join(101, first);
roblox.join(102, second);
await run(12);
roblox.hop(101, second);
await run(40);
const afterHop = roblox.stores.read(WALLET)?.value ?? "null";
const quiet = [roblox.bystanderCalls.count(), roblox.sessionsEnded.count()];
const published = await tellToSteal(third);
await run(60);
const afterTheft = [roblox.bystanderCalls.count(), roblox.sessionsEnded.count()];
const thieves = [...new Set(roblox.bystanderCalls.calls.map((call) => call.jobId))];
roblox.join(103, first);
await run(10);
roblox.shutdown(first);
await run(29);
const afterClose = roblox.stores.read({ ...WALLET, key: "Player_103" })?.value ?? "null";

process.stdout.write(
	`${JSON.stringify({
		afterHop: parseJson(afterHop),
		afterClose: parseJson(afterClose),
		firstStatus: roblox.server(first).status(),
		second,
		third,
		quiet,
		afterTheft,
		thieves,
		published,
		errors: roblox.logs.filter((line) => line.level === "error").map((line) => line.text),
		hash: trace.hash(),
	})}\n`,
);
