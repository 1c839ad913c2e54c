import { report } from "./report";
import { packagesPlace } from "../packages-place";
import { serverScript, TinyWorld } from "./tiny-world";

const USE = `
local packages = game:GetService("ReplicatedStorage"):WaitForChild("rbxts_include").node_modules["@rbxts"]
local TS = require(game:GetService("ReplicatedStorage").rbxts_include.RuntimeLib)
local t = require(packages.t.lib.ts).t
local Services = require(packages.services)
TS.Promise.delay(0.3):andThen(function()
	print(t.interface({ a = t.number })({ a = 1 }), t.string(5), Services.Players, t.instanceIsA("Script")(script))
end)
TS.Promise.reject("no"):catch(function(reason) print("caught", reason) end)
`;

/** Boots so many VMs that the slow path of JavaScriptCore's ninth memory would show. */
const COUNT = 12;

const place = packagesPlace([serverScript(USE)]);
const world = new TinyWorld();
const bootMillis: number[] = [];
for (let index = 0; index < COUNT; index++) {
	const start = performance.now();
	world.start(place);
	bootMillis.push(performance.now() - start);
}
const [second = 0, last = 0] = [bootMillis[1], bootMillis.at(-1)];
// The fault this finds makes the boot 12 times longer; a busy machine must not look like it.
report(
	"VM 12 boots in less than three times the time of VM 2",
	last < 3 * Math.max(second, 20),
	bootMillis.map(Math.round),
);
world.run(2);
const expected = "caught no/true false Players true";
report(
	"Promise, t and services work in all of them",
	world.servers.every((server) => server.output.join("/").replace(/ string expected, got number/, "") === expected),
	world.servers[0]?.output.concat(world.servers[0].errors),
);
