import { checkScript, isDone, reportScript } from "./script-checks";
import { report, reportEqual } from "./report";
import { barePlace, serverScript, TinyWorld } from "./tiny-world";

const SINGLE = `
local store = game:GetService("DataStoreService"):GetDataStore("S")
checkEqual("a missing key is nil", (store:GetAsync("k")), nil)
local version = store:SetAsync("k", { list = {}, n = 1 }, { 7 })
local value, info = store:GetAsync("k")
checkEqual("value comes back as a copy", HttpService:JSONEncode(value.list) .. value.n, "[]1")
checkEqual("key info", info.Version == version and info:GetUserIds()[1] == 7 and info.CreatedTime > 1.6e12, true)
local seen
local new, newInfo = store:UpdateAsync("k", function(old, oldInfo)
	seen = oldInfo.Version
	old.n += 1
	return old, oldInfo:GetUserIds(), { by = "check" }
end)
checkEqual("update", new.n .. tostring(seen == version) .. newInfo:GetMetadata().by, "2truecheck")
store:UpdateAsync("k", function(old) return old end)
local _, cleared = store:GetAsync("k")
checkEqual("user ids and metadata not returned are cleared", #cleared:GetUserIds() .. tostring(next(cleared:GetMetadata())), "0nil")
checkEqual("nil cancels", store:UpdateAsync("k", function() return nil end), nil)
local ok, failure = pcall(store.UpdateAsync, store, "k", function(old) task.wait() return old end)
checkEqual("a transform must not yield", tostring(ok) .. failure, "falseCallbacks cannot yield")
ok, failure = pcall(store.UpdateAsync, store, "k", function() error("mine", 0) end)
checkEqual("an error in the transform reaches the caller", failure, "mine")
for name, bad in { nan = 0 / 0, text = "\\255", func = print, nested = { { math.huge } }, userdata = newproxy() } do
	check("refused: " .. name, not pcall(store.SetAsync, store, "k", bad), "")
end
local large = string.rep("é\\"\\n", 200000)
store:SetAsync("large", { text = large })
check("a value larger than the channel goes there and back", store:GetAsync("large").text == large, "")
checkEqual("increment", store:IncrementAsync("count", 5) + store:IncrementAsync("count"), 11)
checkEqual("remove gives the old value", store:RemoveAsync("count"), 6)
local pages = store:ListVersionsAsync("k", Enum.SortDirection.Descending, nil, nil, 2)
local first = pages:GetCurrentPage()
checkEqual("version page", #first .. tostring(pages.IsFinished), "2false")
pages:AdvanceToNextPageAsync()
checkEqual("next page", #pages:GetCurrentPage() .. tostring(pages.IsFinished), "1true")
local old = store:GetVersionAsync("k", version)
checkEqual("an old version", old.n, 1)
local options = Instance.new("DataStoreGetOptions")
options.UseCache = false
checkEqual("options", store:GetAsync("k", options).n, 2)
check("budget is a number", type(game:GetService("DataStoreService"):GetRequestBudgetForRequestType(Enum.DataStoreRequestType.StandardRead)) == "number", "")
`;

/** Ten increments by each of two servers on one key, without any pause: they must meet. */
const RACER = `
local store = game:GetService("DataStoreService"):GetDataStore("S")
local runs = 0
for _ = 1, 10 do
	store:UpdateAsync("shared", function(old)
		runs += 1
		return (old or 0) + 1
	end)
end
print("RUNS", runs)
`;

function checkConflicts(): void {
	const world = new TinyWorld();
	const place = barePlace([serverScript(RACER)]);
	const servers = [world.start(place), world.start(place)];
	world.run(120, () => servers.every((server) => server.output.length > 0));
	reportEqual("nothing is lost", world.store.entries.get("S/global/shared")?.value, "20");
	const runs = servers.reduce((sum, server) => sum + Number(server.output[0]?.split(" ")[1]), 0);
	reportEqual("the transform runs again for each conflict", runs, 20 + world.store.conflicts);
	report("there were conflicts", world.store.conflicts > 0, world.store.conflicts);
}

const CLOSER = `
game:BindToClose(function(reason) task.wait(1) print("slow", reason.Name) end)
game:BindToClose(function() print("quick") error("own trouble") end)
game:GetService("Players").PlayerRemoving:Connect(function(player, reason) print("leaving", player.Name, player.Parent, reason.Name) end)
local messages = game:GetService("MessagingService")
local connection = messages:SubscribeAsync("topic", function(message) print("got", message.Data.x, message.Sent) end)
messages:PublishAsync("topic", { x = 1 })
print("ready")
task.wait(2)
connection:Disconnect()
`;

function checkShutdown(): void {
	const world = new TinyWorld();
	const server = world.start(barePlace([serverScript(CLOSER)]));
	server.inbox.push({ t: "join", userId: 3, name: "Ann", displayName: "Ann" });
	world.run(3, () => server.output.includes("ready"));
	server.inbox.push({ t: "message", subscription: 1, data: '{"x":5}', sent: 99 });
	world.run(3);
	server.inbox.push({ t: "leave", userId: 3, reason: "CreatorKick" }, { t: "close", reason: "DeveloperUpdate" });
	const closed = world.run(5, () => server.outbox.some((record) => record.t === "closed"));
	report("all callbacks run and closing ends", closed, server.output);
	const expected = ["ready", "got 5 99", "leaving Ann Players CreatorKick", "quick", "slow DeveloperUpdate"];
	reportEqual("what ran", server.output, expected);
	report(
		"an error ends only its callback",
		server.errors.some((text) => text.includes("own trouble")),
		server.errors,
	);
	const unsubscribed = server.outbox.flatMap((record) => (record.t === "unsubscribe" ? [record.subscription] : []));
	reportEqual("Disconnect unsubscribes", unsubscribed, [1]);
	const published = server.outbox.flatMap((r) =>
		r.t === "request" && r.request.kind === "message.publish" ? [r.request.data] : [],
	);
	reportEqual("what was published", published, ['{"x":1}']);
}

const ORDERLY = `
game:BindToClose(function() print("close") end)
game:GetService("Players").PlayerRemoving:Connect(function() print("leave") end)
`;

function checkShutdownOrder(): void {
	const leave = { t: "leave", userId: 3, reason: "Unknown" } as const;
	const close = { t: "close", reason: "DeveloperUpdate" } as const;
	for (const records of [
		[leave, close],
		[close, leave],
	]) {
		const world = new TinyWorld();
		const server = world.start(barePlace([serverScript(ORDERLY)]));
		server.inbox.push({ t: "join", userId: 3, name: "Ann", displayName: "Ann" });
		world.run(1);
		server.inbox.push(...records);
		world.run(1);
		reportEqual(
			"removing and closing run in the world's order",
			server.output,
			records.map(({ t }) => t),
		);
	}
}

checkShutdownOrder();
const world = new TinyWorld();
const server = world.start(barePlace([checkScript(SINGLE)]));
world.run(60, () => isDone(server));
reportScript("data store", server);
checkConflicts();
checkShutdown();
