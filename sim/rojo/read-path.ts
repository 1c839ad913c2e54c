import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { PlaceNode } from "../luau/place-tree";
import { readDataModule, readJsonModule } from "./data-modules";
import { readJsonModel } from "./json-model";
import { withFileMeta, withFolderMeta } from "./meta";
import { readProjectFile } from "./project-file";
import type { Scope } from "./reading";
import { readCode, readScript, type ScriptKind } from "./scripts";
import { readXmlModel } from "./xml-model";

type ReadFile = (scope: Scope, path: string, name: string) => PlaceNode | undefined;

function script(kind: ScriptKind): ReadFile {
	return (scope, path, name) => readScript(scope, path, name, kind);
}

function readText(scope: Scope, path: string, name: string): PlaceNode | undefined {
	const text = scope.reading.text(path);
	if (text === undefined) return undefined;
	return withFileMeta(scope, { name, className: "StringValue", properties: { Value: text } }, path, name);
}

function refuseBinary({ reading }: Scope, path: string): undefined {
	return reading.refuse("binary-model", path, "binary models are not read; save it in the XML form, .rbxmx");
}

/** The first ending that fits decides, as in Rojo. A file without one becomes nothing. */
const READERS: readonly (readonly [ending: string, read: ReadFile])[] = [
	[".server.lua", script("server")],
	[".server.luau", script("server")],
	[".client.lua", script("client")],
	[".client.luau", script("client")],
	[".plugin.lua", script("plugin")],
	[".plugin.luau", script("plugin")],
	[".lua", script("module")],
	[".luau", script("module")],
	[".project.json", readProjectFile],
	[".project.jsonc", readProjectFile],
	[".model.json", readJsonModel],
	[".model.jsonc", readJsonModel],
	[".meta.json", () => undefined],
	[".meta.jsonc", () => undefined],
	[".json", readJsonModule],
	[".jsonc", readJsonModule],
	[".toml", (scope, path, name) => readDataModule(scope, path, name, "toml")],
	[".csv", (scope, path, name) => withFileMeta(scope, { name, className: "LocalizationTable" }, path, name)],
	[".txt", readText],
	[".rbxmx", readXmlModel],
	[".rbxm", refuseBinary],
	[".yml", (scope, path, name) => readDataModule(scope, path, name, "yaml")],
	[".yaml", (scope, path, name) => readDataModule(scope, path, name, "yaml")],
];

const PROJECTS: readonly string[] = ["default.project.json", "default.project.jsonc"];

/** Files that make a folder a script, the stronger ones first. */
const INITS: readonly (readonly [file: string, kind: ScriptKind])[] = [
	["init.luau", "module"],
	["init.lua", "module"],
	["init.server.luau", "server"],
	["init.server.lua", "server"],
	["init.client.luau", "client"],
	["init.client.lua", "client"],
	["init.plugin.lua", "plugin"],
	["init.plugin.luau", "plugin"],
];
const INIT_FILES: ReadonlySet<string> = new Set([...INITS.map(([file]) => file), "init.csv"]);

/** The instance that a file or folder becomes; undefined for what a place does not contain. The path must exist. */
export function readPath(scope: Scope, path: string): PlaceNode | undefined {
	if (statSync(path).isDirectory()) return readFolder(scope, path);
	const file = basename(path);
	if (INIT_FILES.has(file)) return undefined;
	const [ending, read] = READERS.find(([known]) => file.endsWith(known)) ?? [];
	return ending === undefined ? undefined : read?.(scope, path, file.slice(0, -ending.length));
}

function readFolder(scope: Scope, path: string): PlaceNode | undefined {
	const project = PROJECTS.find((file) => existsSync(join(path, file)));
	if (project !== undefined) return readProjectFile(scope, join(path, project), basename(path));
	return scope.reading.within(path, () => {
		const children = readdirSync(path)
			.map((entry) => join(path, entry))
			.filter((entry) => !scope.isIgnored(entry))
			.sort()
			.flatMap((entry) => readPath(scope, entry) ?? []);
		const node = readInit(scope, path);
		return node && withFolderMeta(scope, { ...node, ...(children.length > 0 ? { children } : {}) }, path);
	});
}

/** What the folder itself is. */
function readInit(scope: Scope, path: string): PlaceNode | undefined {
	const name = basename(path);
	const init = INITS.find(([file]) => existsSync(join(path, file)));
	if (init !== undefined) return readCode(scope, join(path, init[0]), name, init[1]);
	return { name, className: existsSync(join(path, "init.csv")) ? "LocalizationTable" : "Folder" };
}
