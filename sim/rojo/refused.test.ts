import { expect, test } from "bun:test";
import { writeFileSync } from "node:fs";
import { describeProblem } from "./problems";
import { readPlace } from "./load-place";
import { ProjectFolder } from "./testing/project-folder";

type Files = Readonly<Record<string, unknown>>;

function placeOf(node: unknown): Files {
	return { "default.project.json": { tree: { $className: "DataModel", ReplicatedStorage: { S: node } } } };
}

const MOUNTED = placeOf({ $path: "src" });

const REFUSED: readonly (readonly [what: string, files: Files, problems: readonly string[]])[] = [
	["no project file", {}, ["default.project.json: there is no such file [missing-path]"]],
	[
		"a path where nothing is",
		placeOf({ $path: "out" }),
		["default.project.json: out, where S should come from, is missing; compile the game first? [missing-path]"],
	],
	[
		"a file that is no instance",
		{ ...placeOf({ $path: "a.md" }), "a.md": "" },
		["default.project.json: a.md, where S should come from, is no file that Rojo knows [unknown-file]"],
	],
	["broken JSON", { "default.project.json": "{ tree" }, ["default.project.json: is not JSON: "]],
	[
		"a list for a project",
		{ "default.project.json": [] },
		["default.project.json: must hold one object [bad-project]"],
	],
	["no tree", { "default.project.json": {} }, ["default.project.json: has no tree [bad-project]"]],
	[
		"fields of no project, all of them at once",
		{ "default.project.json": { tre: 1, tree: { $className: "DataModel", $pat: "x", Workspace: 5 } } },
		[
			"default.project.json: has an unknown tre [bad-project]",
			"default.project.json: node NAME has an unknown $pat [bad-project]",
			"default.project.json: node Workspace must be an object [bad-project]",
		],
	],
	[
		"a class that is no text",
		placeOf({ $className: 5 }),
		["default.project.json: $className of S must be a string [bad-project]"],
	],
	["neither class nor path", placeOf({}), ["default.project.json: S needs a $className or a $path [missing-class]"]],
	[
		"a class beside a script",
		{ ...placeOf({ $path: "a.lua", $className: "Folder" }), "a.lua": "" },
		["default.project.json: S has $className Folder, but its $path makes it a ModuleScript [class-conflict]"],
	],
	[
		"projects that contain each other",
		{
			...placeOf({ $path: "a.project.json" }),
			"a.project.json": { tree: { $className: "Folder", B: { $path: "b.project.json" } } },
			"b.project.json": { tree: { $className: "Folder", A: { $path: "a.project.json" } } },
		},
		["a.project.json: contains itself: a.project.json > b.project.json > a.project.json [cycle]"],
	],
	[
		"a folder that contains itself",
		placeOf({ $path: "." }),
		["default.project.json: contains itself: default.project.json > default.project.json [cycle]"],
	],
	[
		"sync rules",
		{ "default.project.json": { tree: { $className: "DataModel" }, syncRules: [{}] } },
		["default.project.json: syncRules are not followed by the headless server [sync-rules]"],
	],
	[
		"a binary model",
		{ ...MOUNTED, "src/a.rbxm": "x" },
		["src/a.rbxm: binary models are not read; save it in the XML form, .rbxmx [binary-model]"],
	],
	["broken XML", { ...MOUNTED, "src/a.rbxmx": "<roblox>" }, ["src/a.rbxmx: line 1: "]],
	["XML of something else", { ...MOUNTED, "src/a.rbxmx": "<html/>" }, ["src/a.rbxmx: has no roblox element [bad-xml]"]],
	[
		"an empty model",
		{ ...MOUNTED, "src/a.rbxmx": "<roblox/>" },
		["src/a.rbxmx: must hold one instance at its top, and holds 0 [bad-model]"],
	],
	[
		"a model without a class",
		{ ...MOUNTED, "src/a.model.json": {} },
		["src/a.model.json: every instance needs a className [bad-model]"],
	],
	[
		"a meta file that says something else",
		{ ...MOUNTED, "src/a.lua": "", "src/a.meta.json": { propertys: {} } },
		["src/a.meta.json: has an unknown propertys [bad-meta]"],
	],
	["broken TOML", { ...MOUNTED, "src/a.toml": "= 1" }, ["src/a.toml: is not TOML: "]],
	["broken YAML", { ...MOUNTED, "src/a.yml": "a: [" }, ["src/a.yml: is not YAML: "]],
];

test.each(REFUSED)("%s", (_what, files, problems) => {
	const folder = new ProjectFolder(files);
	const read = readPlace(folder.path);
	folder.remove();
	const found = read.ok ? [] : read.error.map(describeProblem);
	expect(found).toHaveLength(problems.length);
	const name = folder.path.split(/[\\/]/).at(-1) ?? "";
	problems.forEach((problem, index) => expect(found[index]).toStartWith(problem.replace("NAME", name)));
});

test("bytes that are no text", () => {
	const folder = new ProjectFolder({ ...MOUNTED, "src/a.lua": "" });
	writeFileSync(folder.file("src/a.lua"), Buffer.from([0xff, 0xfe, 0x00]));
	const read = readPlace(folder.path);
	folder.remove();
	expect(read.ok ? [] : read.error.map(({ code, file }) => [code, file])).toEqual([["unreadable-file", "src/a.lua"]]);
});
