import { expect, test } from "bun:test";
import { loadPlace, readPlace } from "./load-place";
import { outline, ProjectFolder } from "./testing/project-folder";

/** The outline of what stands under ServerScriptService.S, where the folder `src` is mounted. */
function readSource(
	files: Readonly<Record<string, unknown>>,
	project: Readonly<Record<string, unknown>> = {},
): unknown {
	const folder = new ProjectFolder({
		"default.project.json": {
			name: "test",
			tree: { $className: "DataModel", ServerScriptService: { S: { $path: "src" } } },
			...project,
		},
		...files,
	});
	try {
		const read = readPlace(folder.path);
		return read.ok ? outline(read.value.place[0]?.children ?? []) : read.error;
	} finally {
		folder.remove();
	}
}

const FILES: readonly (readonly [rule: string, files: Readonly<Record<string, unknown>>, lines: readonly string[]])[] =
	[
		[
			"endings make Scripts, LocalScripts and ModuleScripts, .lua or .luau",
			{
				"src/a.server.luau": "1",
				"src/b.client.lua": "2",
				"src/c.lua": "3",
				"src/d.spec.luau": "4",
				"src/e.plugin.lua": "5",
			},
			[
				"S Folder",
				"  a Script <1>",
				"  b LocalScript <2>",
				"  c ModuleScript <3>",
				"  d.spec ModuleScript <4>",
				'  e Script <5> {"RunContext":"Plugin"}',
			],
		],
		[
			"an init file makes its folder a script, the module before the server's",
			{ "src/m/init.luau": "m", "src/m/init.server.luau": "s", "src/m/x.luau": "x", "src/r/init.server.lua": "r" },
			["S Folder", "  m ModuleScript <m>", "    x ModuleScript <x>", "  r Script <r>"],
		],
		["a text is a StringValue", { "src/note.txt": "hello" }, ["S Folder", '  note StringValue {"Value":"hello"}']],
		[
			"data files are modules that return a table",
			{ "src/a.json": { list: [1, -2.5], text: 'q"\n' }, "src/b.toml": "on = true", "src/c.yaml": "name: x" },
			[
				"S Folder",
				'  a ModuleScript <return {["list"] = {1, -2.5}, ["text"] = "q\\034\\010"}>',
				'  b ModuleScript <return {["on"] = true}>',
				'  c ModuleScript <return {["name"] = "x"}>',
			],
		],
		[
			"JSON may have comments",
			{ "src/a.json": '{ // why\n"x": 1, }' },
			["S Folder", '  a ModuleScript <return {["x"] = 1}>'],
		],
		[
			"a JSON model is a tree, older spelling included",
			{
				"src/box.model.json": {
					ClassName: "Folder",
					Children: [{ Name: "Flag", ClassName: "BoolValue", Properties: { Value: true } }],
				},
			},
			["S Folder", "  box Folder", '    Flag BoolValue {"Value":true}'],
		],
		[
			"meta files give properties, attributes and a folder's class",
			{
				"src/a.server.lua": "1",
				"src/a.meta.json": { properties: { Disabled: true }, attributes: { Level: { Float64: 3 } } },
				"src/b/init.meta.json": { className: "Configuration", ignoreUnknownInstances: true },
			},
			["S Folder", '  a Script <1> {"Disabled":true} @{"Level":3}', "  b Configuration"],
		],
		[
			"a folder with a project of its own is what that project says, by the folder's name if it has none",
			{
				"src/lib/default.project.json": { tree: { $path: "code" } },
				"src/lib/code/init.lua": "l",
				"src/other.project.json": { name: "Other", tree: { $className: "Folder" } },
			},
			["S Folder", "  lib ModuleScript <l>", "  Other Folder"],
		],
		[
			"a model in XML brings its tree, code in CDATA or not",
			{
				"src/m.rbxmx": `<roblox version="4"><Item class="Folder" referent="0"><Properties><string name="Name">old</string></Properties>
<Item class="Script" referent="1"><Properties><string name="Name">s</string><bool name="Disabled">true</bool>
<token name="RunContext">1</token><Vector3 name="P"><X>1</X></Vector3><ProtectedString name="Source"><![CDATA[a < "b"
 ]]></ProtectedString></Properties></Item><Item class="IntValue"><Properties><string name="Name">n</string><int name="Value">-7</int>
</Properties></Item><Item class="StringValue"><Properties><string name="Name">v</string><string name="Value"> x &amp; y </string>
</Properties></Item></Item></roblox>`,
			},
			[
				"S Folder",
				"  m Folder",
				'    s Script <a < "b"\n > {"Disabled":true,"RunContext":1}',
				'    n IntValue {"Value":-7}',
				'    v StringValue {"Value":" x & y "}',
			],
		],
		["what Rojo does not know is nothing", { "src/a.d.ts": "x", "src/LICENSE": "x", "src/b.md": "x" }, ["S Folder"]],
	];

test.each(FILES)("%s", (_rule, files, lines) => {
	expect(readSource(files)).toEqual(lines);
});

test("ignored paths are left out, and brought back by a later rule", () => {
	const files = { "src/a/x.lua": "1", "src/a/y.lua": "2", "src/package.json": "{}" };
	const rules = { globIgnorePaths: ["**/package.json", "src/a/*", "!src/a/y.lua"] };
	expect(readSource(files, rules)).toEqual(["S Folder", "  a Folder", "    y ModuleScript <2>"]);
});

test("without legacy scripts the file's ending becomes a run context", () => {
	const files = { "src/a.server.luau": "1", "src/b.client.luau": "2" };
	expect(readSource(files, { emitLegacyScripts: false })).toEqual([
		"S Folder",
		'  a Script <1> {"RunContext":"Server"}',
		'  b Script <2> {"RunContext":"Client"}',
	]);
});

test("nodes of the tree: services by name, classes, values, optional paths, folders that take another class", () => {
	const folder = new ProjectFolder({
		"game.project.json": {
			tree: {
				$className: "DataModel",
				StarterPlayer: { StarterPlayerScripts: { $path: "src" } },
				ServerStorage: {
					$ignoreUnknownInstances: true,
					Flag: { $className: "StringValue", $properties: { Value: "on" }, $attributes: { By: "me" } },
					Gone: { $path: { optional: "not-there" } },
				},
				Lighting: { $properties: { Ambient: [0, 0, 0], GlobalShadows: true, ClockTime: { Float32: 3 } } },
			},
		},
		"src/a.client.lua": "1",
	});
	const read = readPlace(folder.file("game.project.json"));
	folder.remove();
	expect(read.ok && outline(read.value.place)).toEqual([
		"StarterPlayer StarterPlayer",
		"  StarterPlayerScripts StarterPlayerScripts",
		"    a LocalScript <1>",
		"ServerStorage ServerStorage",
		'  Flag StringValue {"Value":"on"} @{"By":"me"}',
		'Lighting Lighting {"GlobalShadows":true,"ClockTime":3}',
	]);
	expect(read.ok && read.value.notes).toEqual(["game.project.json: Lighting.Ambient is left out: not a plain value"]);
});

test("a project of a model stands in ReplicatedStorage, where scripts can require it", () => {
	const folder = new ProjectFolder({
		"lib.project.json": { name: "Lib", tree: { $path: "code" } },
		"code/init.lua": "l",
	});
	const read = readPlace(folder.file("lib.project.json"));
	folder.remove();
	expect(read.ok && outline(read.value.place)).toEqual([
		"ReplicatedStorage ReplicatedStorage",
		"  Lib ModuleScript <l>",
	]);
});

test("a place of this repository is read once, and a missing compilation is named", () => {
	const tree = { $className: "DataModel", ReplicatedStorage: { $path: "out" } };
	const folder = new ProjectFolder({ "default.project.json": { tree }, "out/a.lua": "1", "bad.project.json": {} });
	expect(loadPlace(folder.file("default.project.json"))).toBe(loadPlace(folder.file("default.project.json")));
	expect(() => loadPlace(folder.file("bad.project.json"))).toThrow("bad.project.json: has no tree [bad-project]");
	folder.remove();
});
