import { fileURLToPath } from "node:url";
import { TinyWorld } from "./checks/tiny-world";
import { ensureJit } from "./ensure-jit";
import { loadPlace } from "../rojo/load-place";
import type { GameVmOptions } from "./game-vm";
import { addToPlace, type Place, type PlaceAddition, type PlaceNode } from "./place-tree";

/**
 * Runs TestEZ over the specs of one side: of the compiled test project, or of another place with the game. Where the
 * game comes as the model, that puts its parts in place first, on the server, and brings no TestEZ.
 */
function runnerFor(specs: string): string {
	return `
local scripts = game:GetService("ServerScriptService")
local model = scripts:FindFirstChild("Purser")
if model then
	require(model.place)(model)
end
local packages = game:GetService("ReplicatedStorage").rbxts_include.node_modules["@rbxts"]
local TestEZ = require(scripts:FindFirstChild("TestEZ") or packages.testez.src)
local results = TestEZ.TestBootstrap:run({ ${specs} }, TestEZ.Reporters.TextReporter)
print("COUNTS " .. results.successCount .. " " .. results.failureCount .. " " .. #results.errors)
`;
}

const SERVER_SPECS: PlaceAddition = {
	parent: "ServerScriptService",
	name: "SpecRunner",
	className: "Script",
	source: runnerFor("scripts.Specs"),
};
const CLIENT_SPECS: PlaceAddition = {
	parent: "ReplicatedFirst",
	name: "SpecRunner",
	className: "LocalScript",
	source: runnerFor(`game:GetService("Players").LocalPlayer.PlayerScripts.Specs`),
};
const PLAYER = { userId: 5, name: "Ann", displayName: "Ann" };

const COUNTS = /^COUNTS (\d+) (\d+) (\d+)$/;
/** Virtual time; a spec that waits longer hangs. */
const SECONDS_MAX = 900;
/** A whole run of specs that never yield happens in one pump. */
const FUEL_PER_PUMP = 1_000_000_000;

interface Counts {
	readonly passed: number;
	readonly failed: number;
}

/** Specs call modules themselves, so the game's own entry scripts must not start beside them. */
function withoutEntryScripts(nodes: Place): Place {
	return nodes.map((node: PlaceNode) => {
		const properties = ["Script", "LocalScript"].includes(node.className)
			? { ...node.properties, Disabled: true }
			: node.properties;
		return { ...node, properties, children: withoutEntryScripts(node.children ?? []) };
	});
}

function readCounts(line: string | undefined): Counts | undefined {
	const match = COUNTS.exec(line ?? "");
	if (match === null) return undefined;
	const [passed = 0, failures = 0, errors = 0] = match.slice(1).map(Number);
	// A spec file that fails while it is planned is an error without a failed test.
	return { passed, failed: Math.max(failures, errors) };
}

/** Not in a place into which the model was dropped: what its server moves to the players comes too late here. */
function hasClientSpecs(place: Place): boolean {
	const find = (nodes: Place, name: string): Place => nodes.find((node) => node.name === name)?.children ?? [];
	return find(find(place, "StarterPlayer"), "StarterPlayerScripts").some(({ name }) => name === "Specs");
}

/** Runs all specs of one side and prints TestEZ's report; undefined when the run did not come to its end. */
function runSpecs(place: Place, runner: PlaceAddition, options: Partial<GameVmOptions>): Counts | undefined {
	const world = new TinyWorld();
	const server = world.start(addToPlace(place, [runner]), { fuelPerPump: FUEL_PER_PUMP, ...options });
	const lastOutput = (): string | undefined => server.output.at(-1);
	world.run(SECONDS_MAX, () => COUNTS.test(lastOutput() ?? "") || server.vm.dead !== undefined);
	for (const record of server.outbox) {
		if (record.t === "log" && !COUNTS.test(record.text)) process.stdout.write(`${record.text}\n`);
	}
	return readCounts(lastOutput());
}

await ensureJit();
const project = process.argv[2] ?? fileURLToPath(new URL("../../test.project.json", import.meta.url));
const place = withoutEntryScripts(loadPlace(project));
let [passed, failed] = [0, 0];
function add(counts: Counts | undefined): void {
	if (counts === undefined) process.stdout.write("The specs did not come to their end.\n");
	passed += counts?.passed ?? 0;
	failed += counts?.failed ?? 1;
}
add(runSpecs(place, SERVER_SPECS, {}));
if (hasClientSpecs(place)) add(runSpecs(place, CLIENT_SPECS, { side: "client", client: PLAYER }));
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;
