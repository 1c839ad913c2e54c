import { expect, test } from "bun:test";
import { describeFileSystem, findPassingDisk } from "./passing-disk";

test.each([
	["nothing speaks against it", {}, "data/purser.sqlite", undefined],
	["Heroku", { DYNO: "web.1" }, "/app/data/purser.sqlite", /Heroku/],
	["Cloud Run", { K_SERVICE: "purser" }, "/data/purser.sqlite", /Cloud Run/],
	["Railway without a volume", { RAILWAY_PROJECT_ID: "x" }, "/data/purser.sqlite", /volume/],
	["Railway, beside its volume", railway("/data"), "/data-other/purser.sqlite", /volume/],
	["Railway, in its volume", railway("/data"), "/data/purser.sqlite", undefined],
	["Railway, in its volume by another spelling", railway("/data/"), "/data/sub/../purser.sqlite", undefined],
	["a variable that is set to nothing", { DYNO: "" }, "/data/purser.sqlite", undefined],
] as const)("%s", (_name, environment, path, expected) => {
	const found = findPassingDisk(environment, path);
	if (expected === undefined) expect(found).toBeUndefined();
	else expect(found).toMatch(expected);
});

function railway(mount: string): Readonly<Record<string, string>> {
	return { RAILWAY_PROJECT_ID: "x", RAILWAY_VOLUME_MOUNT_PATH: mount };
}

test.each([
	[0x01021994, /in memory/],
	[0x794c7630, /mount a volume/],
] as const)("a file system of kind %i is said to pass", (kind, expected) => {
	expect(describeFileSystem(kind)).toMatch(expected);
});

test("a usual one, and one nobody can name, are not", () => {
	expect([describeFileSystem(0xef53), describeFileSystem(undefined)]).toEqual([undefined, undefined]);
});
