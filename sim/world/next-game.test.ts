import { expect, test } from "bun:test";
import { join } from "node:path";
import { loadPlace } from "../rojo/load-place";
import type { Place } from "../luau/place-tree";
import { nextBuildOf } from "./next-game";

const ROOT = join(import.meta.dir, "..", "..");

function sources(place: Place): readonly string[] {
	return place.flatMap(({ source, children }) => [
		...(source === undefined ? [] : [source]),
		...sources(children ?? []),
	]);
}

test("the next build differs from this one in three scripts", () => {
	const place = loadPlace(join(ROOT, "default.project.json"));
	const before = new Set(sources(place));
	expect(sources(nextBuildOf(place)).filter((source) => !before.has(source))).toHaveLength(3);
});

test("a script that is not there any more fails loudly", () => {
	expect(() => nextBuildOf([])).toThrow("is not in the place");
});

test("a script whose line is not there any more fails loudly", () => {
	const codec = { name: "wallet-codec", className: "ModuleScript", source: "return {}" };
	const wallet = { name: "wallet", className: "Folder", children: [codec] };
	const shared = { name: "shared", className: "Folder", children: [wallet] };
	expect(() =>
		nextBuildOf([{ name: "ReplicatedStorage", className: "ReplicatedStorage", children: [shared] }]),
	).toThrow("fits no more");
});
