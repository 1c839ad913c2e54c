import { createHash } from "node:crypto";
import { report } from "./report";
import { packagesPlace } from "../packages-place";
import { serverScript, TinyWorld } from "./tiny-world";

const BUSY = `
local packages = game:GetService("ReplicatedStorage"):WaitForChild("rbxts_include").node_modules["@rbxts"]
local store = require(packages.profileservice.src).GetProfileStore("Wallets", { coins = 0 })
local HttpService = game:GetService("HttpService")
game:GetService("Players").PlayerAdded:Connect(function(player)
	local profile = store:LoadProfileAsync("Player_" .. player.UserId, "ForceLoad")
	while profile and profile:IsActive() do
		profile.Data.coins += math.random(1, 100)
		profile.Data.id = HttpService:GenerateGUID(false)
		for key, value in { a = 1, b = 2, [3] = 4 } do print(key, value, tostring({})) end
		profile:Save()
		task.wait(1 + math.random())
	end
end)
`;

/** The same inputs must give the same records in every process; the test compares the hashes of two. */
const place = packagesPlace([serverScript(BUSY)]);
const world = new TinyWorld();
const servers = [1, 2, 3].map((seed) => world.start(place, { seed }));
servers.forEach((server, index) => {
	for (const userId of [1, 2, 3]) {
		server.inbox.push({ t: "join", userId: userId + index, name: `p${userId}`, displayName: "" });
	}
});
world.run(120);
const trace = createHash("sha256");
for (const server of servers) trace.update(JSON.stringify(server.outbox));
const errors = servers.flatMap((server) => server.errors);
report("trace", servers.every((server) => server.vm.dead === undefined) && errors.length === 0, trace.digest("hex"));
