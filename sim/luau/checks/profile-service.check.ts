import { report, reportEqual } from "./report";
import { packagesPlace } from "../packages-place";
import { serverScript, TinyWorld, type TinyServer } from "./tiny-world";

/** A server that does what `Command` in ServerStorage says, one word at a time, with the real ProfileService. */
const DRIVER = `
local packages = game:GetService("ReplicatedStorage"):WaitForChild("rbxts_include").node_modules["@rbxts"]
local ProfileService = require(packages.profileservice.src)
local store = ProfileService.GetProfileStore("EconomyWallet", { coins = 0 })
local players = game:GetService("Players")
local profile
local function load(handler)
	local started = os.clock()
	local answer = if handler == "Cancel" then function() return handler end else handler
	profile = store:LoadProfileAsync("Player_7", answer)
	print(handler, if profile then "profile" else "nil", string.format("%.1f", os.clock() - started))
	if profile then
		print("coins", profile.Data.coins)
		profile:ListenToRelease(function() print("released") end)
		profile:ListenToHopReady(function() print("hop") end)
	end
end
game:GetService("Players").PlayerAdded:Connect(function(player)
	local word = player.Name
	if word == "Add" then
		profile.Data.coins += 5
		profile:Save()
		print("added")
	elseif word == "Release" then
		profile:Release()
	else
		load(word)
	end
end)
`;

let nextUserId = 1;

/** The driver takes its orders as names of joining players. */
function order(server: TinyServer, word: string): void {
	server.inbox.push({ t: "join", userId: nextUserId++, name: word, displayName: word });
}

function awaitOutput(world: TinyWorld, server: TinyServer, start: string, seconds: number): string {
	const seen = server.output.length;
	world.run(seconds, () => server.output.slice(seen).some((text) => text.startsWith(start)));
	return server.output.slice(seen).find((text) => text.startsWith(start)) ?? `nothing (${server.errors.join(" | ")})`;
}

const place = packagesPlace([serverScript(DRIVER)]);
const KEY = "EconomyWallet/global/Player_7";

function storedText(world: TinyWorld): string {
	return world.store.entries.get(KEY)?.value ?? "";
}

function checkLifeOfProfile(): void {
	const world = new TinyWorld();
	const [first, second] = [world.start(place), world.start(place)];
	order(first, "ForceLoad");
	report(
		"first load succeeds",
		/^ForceLoad profile 0\.[0-9]/.test(awaitOutput(world, first, "ForceLoad", 10)),
		first.output,
	);
	const versions = world.store.history.length;
	order(second, "Cancel");
	report(
		"Cancel against a live lock gives nil soon",
		/^Cancel nil 0\./.test(awaitOutput(world, second, "Cancel", 10)),
		second.output,
	);
	reportEqual("Cancel still writes a version", world.store.history.length, versions + 1);
	order(first, "Add");
	awaitOutput(world, first, "added", 5);
	order(second, "ForceLoad");
	const handOver = awaitOutput(world, second, "ForceLoad", 60);
	// The owner learns of it at its next autosave, up to 30 s later, and the claimant asks every 7 s.
	report("ForceLoad takes over from a live owner", /^ForceLoad profile [1-4]?\d\.\d$/.test(handOver), handOver);
	report("the owner is released", first.output.includes("released"), first.output);
	report("the change came along", second.output.includes("coins 5"), second.output);
	report("entry shape", shapeIsRight(storedText(world), "job-2"), storedText(world));
	world.crash(second);
	const third = world.start(place);
	order(third, "ForceLoad");
	const takeOver = awaitOutput(world, third, "ForceLoad", 120);
	report("ForceLoad after a crash takes about 63 s", /^ForceLoad profile 6[0-9]\.\d$/.test(takeOver), takeOver);
	order(third, "Release");
	awaitOutput(world, third, "hop", 20);
	report("Release clears the lock", !storedText(world).includes("ActiveSession"), storedText(world));
	reportEqual("no script errors", [...first.errors, ...second.errors, ...third.errors], []);
}

function shapeIsRight(text: string, jobId: string): boolean {
	const entry: unknown = JSON.parse(text);
	if (typeof entry !== "object" || entry === null) return false;
	const hasParts = "Data" in entry && "MetaData" in entry && "GlobalUpdates" in entry;
	return (
		hasParts && text.includes(`"GlobalUpdates":[0,[]]`) && text.includes(`"${jobId}"`) && text.includes(`"MetaTags":[]`)
	);
}

/** Entries made by a plain UpdateAsync, as a command for a player who never joined makes them. */
const MADE: readonly (readonly [name: string, value: unknown, accepted: boolean])[] = [
	[
		"all fields",
		{
			Data: { coins: 42 },
			MetaData: { ProfileCreateTime: 1_700_000_000, SessionLoadCount: 0, MetaTags: [] },
			GlobalUpdates: [0, []],
		},
		true,
	],
	[
		"empty objects instead of arrays",
		{
			Data: { coins: 42 },
			MetaData: { ProfileCreateTime: 1_700_000_000, SessionLoadCount: 0, MetaTags: {} },
			GlobalUpdates: [0, {}],
		},
		true,
	],
	[
		"without ProfileCreateTime",
		{ Data: { coins: 42 }, MetaData: { SessionLoadCount: 0, MetaTags: [] }, GlobalUpdates: [0, []] },
		true,
	],
	[
		"without MetaTags",
		{
			Data: { coins: 42 },
			MetaData: { ProfileCreateTime: 1_700_000_000, SessionLoadCount: 0 },
			GlobalUpdates: [0, []],
		},
		false,
	],
	["with empty MetaData", { Data: { coins: 42 }, MetaData: {}, GlobalUpdates: [0, []] }, false],
	[
		"without GlobalUpdates",
		{ Data: { coins: 42 }, MetaData: { ProfileCreateTime: 1, SessionLoadCount: 0, MetaTags: [] } },
		false,
	],
	["without MetaData", { Data: { coins: 42 }, GlobalUpdates: [0, []] }, false],
];

function checkMadeEntry(name: string, value: unknown, accepted: boolean): void {
	const world = new TinyWorld();
	const server = world.start(place);
	world.store.answer({
		kind: "store.set",
		store: "EconomyWallet",
		scope: "global",
		key: "Player_7",
		value: JSON.stringify(value),
		userIds: [],
		metadata: {},
	});
	order(server, "ForceLoad");
	const loaded = awaitOutput(world, server, "ForceLoad", 30);
	awaitOutput(world, server, "coins", 1);
	const kept = server.output.includes("coins 42");
	const works = loaded.startsWith("ForceLoad profile") && kept && server.errors.length === 0;
	report(`made entry, ${name}: ${accepted ? "kept" : "not kept"}`, works === accepted, [
		loaded,
		server.output,
		server.errors,
	]);
}

checkLifeOfProfile();
for (const [name, value, accepted] of MADE) checkMadeEntry(name, value, accepted);
