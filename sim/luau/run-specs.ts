import { fileURLToPath } from "node:url";
import { TinyWorld } from "./checks/tiny-world";
import { ensureJit } from "./ensure-jit";
import { loadPlace } from "../rojo/load-place";
import { addToPlace, type Place, type PlaceNode } from "./place-tree";

/**
 * Runs TestEZ over ServerScriptService.Specs inside one headless server: of the compiled test project, or of another
 * place with the game. Where it comes as the model, that puts its parts in place first, and brings no TestEZ.
 */
const RUNNER = `
local scripts = game:GetService("ServerScriptService")
local model = scripts:FindFirstChild("Purser")
if model then
	require(model.place)(model)
end
local packages = game:GetService("ReplicatedStorage").rbxts_include.node_modules["@rbxts"]
local TestEZ = require(scripts:FindFirstChild("TestEZ") or packages.testez.src)
local specs = scripts.Specs
local results = TestEZ.TestBootstrap:run({ specs }, TestEZ.Reporters.TextReporter)
print("COUNTS " .. results.successCount .. " " .. results.failureCount .. " " .. #results.errors)
`;

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
		const properties = node.className === "Script" ? { ...node.properties, Disabled: true } : node.properties;
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

/** Runs all specs and prints TestEZ's report; undefined when the run did not come to its end. */
function runSpecs(projectFile: string): Counts | undefined {
	const runner = { parent: "ServerScriptService", name: "SpecRunner", className: "Script", source: RUNNER };
	const place = addToPlace(withoutEntryScripts(loadPlace(projectFile)), [runner]);
	const world = new TinyWorld();
	const server = world.start(place, { fuelPerPump: FUEL_PER_PUMP });
	const lastOutput = (): string | undefined => server.output.at(-1);
	world.run(SECONDS_MAX, () => COUNTS.test(lastOutput() ?? "") || server.vm.dead !== undefined);
	for (const record of server.outbox) {
		if (record.t === "log" && !COUNTS.test(record.text)) process.stdout.write(`${record.text}\n`);
	}
	return readCounts(lastOutput());
}

await ensureJit();
const project = process.argv[2] ?? fileURLToPath(new URL("../../test.project.json", import.meta.url));
const counts = runSpecs(project);
if (counts === undefined) process.stdout.write("The specs did not come to their end.\n");
const { passed, failed } = counts ?? { passed: 0, failed: 1 };
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;
