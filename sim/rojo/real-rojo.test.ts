import { expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isJsonObject, parseJson, valueAt } from "../json";
import { vmEnvironment } from "../luau/ensure-jit";
import type { PlaceNode } from "../luau/place-tree";
import { readPlace } from "./load-place";
import { outline } from "./testing/project-folder";
import { describeRojo, ROOT } from "./testing/rojo-program";
import { readServedTree } from "./testing/served-tree";

setDefaultTimeout(900_000);

const ALL_PASSED = /^\d{2,} passed, 0 failed$/m;
const PROJECTS = ["default", "test", "model"] as const;

interface Named {
	readonly name: string;
	readonly className: string;
	readonly children?: readonly Named[];
}

/** Rojo and we list children in orders of our own, and Rojo writes down some usual values. */
function usual(nodes: readonly PlaceNode[]): readonly PlaceNode[] {
	return [...nodes]
		.sort((left, right) => (`${left.name} ${left.className}` < `${right.name} ${right.className}` ? -1 : 1))
		.map(({ properties, children = [], ...node }) => {
			const { RunContext: _context, ...rest } = properties ?? {};
			return { ...node, ...(Object.keys(rest).length > 0 ? { properties: rest } : {}), children: usual(children) };
		});
}

function readOutline(file: string): readonly string[] {
	const read = readPlace(file);
	if (!read.ok) throw new Error(JSON.stringify(read.error));
	return outline(usual(read.value.place));
}

/** Full names with classes, sorted. */
function paths(nodes: readonly Named[], above = ""): readonly string[] {
	return nodes
		.flatMap(({ name, className, children = [] }) => [
			`${above}${name} ${className}`,
			...paths(children, `${above}${name}.`),
		])
		.sort();
}

function readPaths(project: string): readonly string[] {
	const read = readPlace(join(ROOT, project));
	return read.ok ? paths(read.value.place) : [];
}

async function runSpecs(place: string): Promise<{ readonly exitCode: number | null; readonly output: string }> {
	const child = Bun.spawn([process.execPath, join(ROOT, "sim/luau/run-specs.ts"), place], {
		env: vmEnvironment(process.env),
		stdout: "pipe",
		stderr: "inherit",
	});
	const output = await new Response(child.stdout).text();
	await child.exited;
	return { exitCode: child.exitCode, output };
}

describeRojo("the real Rojo", (rojo) => {
	test("is the one that aftman.toml names", () => {
		const pinned = /rojo-rbx\/rojo@([\d.]+)/.exec(readFileSync(join(ROOT, "aftman.toml"), "utf8"))?.[1];
		expect(rojo.run("--version").trim()).toBe(`Rojo ${pinned}`);
		rojo.show(`version ${pinned}`);
	});

	test.each(PROJECTS)("builds the tree that the headless server reads from the %s project", (name) => {
		const project = `${name}.project.json`;
		const built = rojo.build(project, `${name}.${name === "model" ? "rbxmx" : "rbxlx"}`);
		const ours = readOutline(join(ROOT, project));
		expect(ours.length).toBeGreaterThan(50);
		// A model is called after its file.
		expect(readOutline(built)).toEqual(
			name === "model" ? ours.map((line) => line.replace(/^ {2}Purser/, "  model")) : ours,
		);
	});

	test("builds the place and the model in the form that Studio opens", () => {
		for (const [project, output] of [
			["default.project.json", "purser.rbxl"],
			["model.project.json", "purser.rbxm"],
		] as const) {
			const built = readFileSync(rojo.build(project, output));
			expect(built.subarray(0, 8).toString("latin1")).toBe("<roblox!");
			rojo.show(`build ${project}: ${output}, ${built.length} bytes`);
		}
	});

	test("ships nothing that is for tests", () => {
		const shipped = readPaths("default.project.json").join("\n");
		expect(shipped).not.toContain("testez");
		expect(shipped).not.toContain("Specs");
	});

	test("maps every instance with code to a file that is there", () => {
		const map = parseJson(rojo.run("sourcemap", "default.project.json"));
		const scripts: string[] = [];
		const visit = (node: unknown, above: string): void => {
			if (!isJsonObject(node)) return;
			const name = `${above}${String(node.name)}`;
			const file = valueAt(node, "filePaths", 0);
			if (/Script$/.test(String(node.className))) {
				scripts.push(`${name} ${String(node.className)}`);
				expect(existsSync(join(ROOT, String(file)))).toBe(true);
			}
			if (Array.isArray(node.children)) for (const child of node.children) visit(child, `${name}.`);
		};
		if (isJsonObject(map) && Array.isArray(map.children)) for (const child of map.children) visit(child, "");
		expect(scripts.sort()).toEqual(readPaths("default.project.json").filter((path) => path.endsWith("Script")));
		rojo.show(`sourcemap: ${scripts.length} scripts, each with its file`);
	});

	test("serves our tree to Studio", async () => {
		const served = await readServedTree(rojo.program, "default.project.json");
		expect([served.name, served.className]).toEqual(["purser", "DataModel"]);
		expect(paths(served.children)).toEqual(readPaths("default.project.json"));
		rojo.show(`serve: answers with our ${paths(served.children).length} instances`);
	});

	test("builds a place that passes the specs", async () => {
		const { exitCode, output } = await runSpecs(rojo.build("test.project.json", "specs.rbxlx"));
		expect(output).toMatch(ALL_PASSED);
		expect(exitCode).toBe(0);
		rojo.show(`the built place passes the game's specs in the headless server: ${ALL_PASSED.exec(output)?.[0]}`);
	});

	test("builds a model that passes the specs where somebody dropped it", async () => {
		const game = join(rojo.folder, "with-model.project.json");
		const scripts = {
			Purser: { $path: rojo.build("model.project.json", "purser.rbxmx") },
			Specs: { $path: join(ROOT, "out/game/spec") },
			TestEZ: { $path: join(ROOT, "node_modules/@rbxts/testez/src") },
		};
		writeFileSync(game, JSON.stringify({ tree: { $className: "DataModel", ServerScriptService: scripts } }));
		const { exitCode, output } = await runSpecs(game);
		expect(output).toMatch(ALL_PASSED);
		expect(exitCode).toBe(0);
		rojo.show(`the built model passes them where it was dropped: ${ALL_PASSED.exec(output)?.[0]}`);
	});
});
