import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { loadPlace } from "./place";
import { planPlace } from "./place-plan";
import { addToPlace, type Place, type PlaceNode } from "./place-tree";

let folder = "";

function writeFile(path: string, text: string): void {
	mkdirSync(dirname(join(folder, path)), { recursive: true });
	writeFileSync(join(folder, path), text);
}

function writeProject(name: string, tree: unknown): string {
	writeFile(name, JSON.stringify({ name: "test", globIgnorePaths: ["**/package.json", "**/secret/**"], tree }));
	return join(folder, name);
}

/** One line per instance: indentation, name, class, code. */
function outline(nodes: readonly PlaceNode[], depth = 0): string[] {
	return nodes.flatMap((node) => [
		`${"  ".repeat(depth)}${node.name} ${node.className}${node.source === undefined ? "" : ` <${node.source}>`}`,
		...outline(node.children ?? [], depth + 1),
	]);
}

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "purser-place-"));
	writeFile("out/main.server.luau", "server");
	writeFile("out/main.client.luau", "client");
	writeFile("out/b.lua", "b");
	writeFile("out/a/init.luau", "a");
	writeFile("out/a/inner.spec.luau", "spec");
	writeFile("out/a/index.d.ts", "declaration");
	writeFile("out/a/package.json", "{}");
	writeFile("out/secret/x.luau", "hidden");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("files and folders become the instances that Rojo makes of them", () => {
	const place = loadPlace(
		writeProject("one.project.json", {
			$className: "DataModel",
			ServerScriptService: { TS: { $path: "out" } },
			ServerStorage: { Flag: { $className: "StringValue", $properties: { Value: "on" } } },
		}),
	);
	expect(outline(place)).toEqual([
		"ServerScriptService ServerScriptService",
		"  TS Folder",
		"    a ModuleScript <a>",
		"      inner.spec ModuleScript <spec>",
		"    b ModuleScript <b>",
		"    main LocalScript <client>",
		"    main Script <server>",
		"    secret Folder",
		"ServerStorage ServerStorage",
		"  Flag StringValue",
	]);
	expect(place[1]?.children?.[0]?.properties).toEqual({ Value: "on" });
});

test("a mounted file takes the name of its node", () => {
	const place = loadPlace(writeProject("two.project.json", { ReplicatedStorage: { Promise: { $path: "out/b.lua" } } }));
	expect(outline(place)[1]).toBe("  Promise ModuleScript <b>");
});

test("a path that is not compiled yet is named", () => {
	const file = writeProject("three.project.json", { ReplicatedStorage: { $path: "not-there" } });
	expect(() => loadPlace(file)).toThrow("not-there is missing; compile the game first");
});

test("a place is read once", () => {
	const file = writeProject("four.project.json", { ReplicatedStorage: {} });
	expect(loadPlace(file)).toBe(loadPlace(file));
});

test("additions leave the place they are made from as it was", () => {
	const place: Place = [{ name: "ServerScriptService", className: "ServerScriptService" }];
	const added = addToPlace(place, [
		{ parent: "ServerScriptService", name: "Folder", className: "Folder" },
		{ parent: "ServerScriptService.Folder", name: "Extra", className: "Script", source: "x" },
		{ parent: "ServerStorage", name: "Flag", className: "BoolValue" },
	]);
	expect(outline(added)).toEqual([
		"ServerScriptService ServerScriptService",
		"  Folder Folder",
		"    Extra Script <x>",
		"ServerStorage ServerStorage",
		"  Flag BoolValue",
	]);
	expect(outline(place)).toEqual(["ServerScriptService ServerScriptService"]);
	expect(() => addToPlace(place, [{ parent: "ServerScriptService.No", name: "x", className: "Folder" }])).toThrow(
		"ServerScriptService has no child No",
	);
});

test("a client gets nothing of the server's, a server compiles nothing of the client's", () => {
	const module = (name: string): PlaceNode => ({ name, className: "ModuleScript", source: name });
	const place: Place = [
		{ name: "ServerScriptService", className: "ServerScriptService", children: [module("secret")] },
		{ name: "ReplicatedStorage", className: "ReplicatedStorage", children: [module("both")] },
		{ name: "StarterPlayer", className: "StarterPlayer", children: [module("hud")] },
	];
	const names = (side: "server" | "client"): string[] => planPlace(place, side).sources.map(({ name }) => name);
	expect(names("server")).toEqual(["ServerScriptService.secret", "ReplicatedStorage.both"]);
	expect(names("client")).toEqual(["ReplicatedStorage.both", "StarterPlayer.hud"]);
	expect(planPlace(place, "client").tree.map(({ name }) => name)).toEqual(["ReplicatedStorage", "StarterPlayer"]);
});
