import { expect, test } from "bun:test";
import { outline } from "../rojo/testing/project-folder";
import { planPlace } from "./place-plan";
import { addToPlace, moveInPlace, type Place, type PlaceNode } from "./place-tree";

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

test("a client gets what the server moved to where clients look, with its code", () => {
	const hud: PlaceNode = { name: "hud", className: "LocalScript", source: "x" };
	const place: Place = [
		{
			name: "ServerScriptService",
			className: "ServerScriptService",
			children: [{ name: "Model", className: "Folder", children: [hud] }],
		},
	];
	const moves = [{ from: ["ServerScriptService", "Model", "hud"], to: ["StarterPlayer", "StarterPlayerScripts"] }];
	const moved = moveInPlace(place, moves);
	expect(planPlace(moved, "client").sources).toEqual([{ name: "StarterPlayer.StarterPlayerScripts.hud", source: "x" }]);
	expect(moveInPlace(place, moves)).toBe(moved);
	expect(moveInPlace(place, [])).toBe(place);
	expect(() => moveInPlace(place, [{ from: ["ServerStorage"], to: ["Workspace"] }])).toThrow("has no ServerStorage");
});
