import { expect, setDefaultTimeout, test } from "bun:test";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { isJsonObject, parseJson } from "../json";
import { describeRojo, ROOT } from "../rojo/testing/rojo-program";
import { EXAMPLES, runHeadless, TIMEOUT_MILLIS, type Ended } from "./testing/run-headless";

setDefaultTimeout(TIMEOUT_MILLIS);

const SERVERS = 7;
const GAME = join(EXAMPLES, "plain-luau");
const MODEL = join(ROOT, "model.project.json");
const ALL_PASSED = /^\[server (\d)\] [1-9]\d* passed, 0 failed, 0 skipped$/gm;

/** Two players on each server, who all go on to the next one in the middle of it. */
function runSpecs(project: string): Promise<Ended> {
	const sizes = ["--servers", String(SERVERS), "--players", String(2 * SERVERS), "--hops", "90", "--seconds", "120"];
	return runHeadless(project, ...sizes);
}

function expectAllPassed({ exitCode, stdout }: Ended): void {
	const servers = [...stdout.matchAll(ALL_PASSED)].map(([, server]) => Number(server));
	expect(servers.sort()).toEqual(Array.from({ length: SERVERS }, (_, index) => index + 1));
	expect(exitCode).toBe(0);
}

/** The game's specs with another file in the place of the model's project. */
function withModel(model: string): string {
	const place = (node: unknown): unknown => {
		if (!isJsonObject(node)) return node;
		const placed = Object.entries(node).map(([name, value]): [string, unknown] => {
			if (name !== "$path") return [name, place(value)];
			const path = resolve(GAME, String(value));
			return [name, path === MODEL ? model : path];
		});
		return Object.fromEntries(placed);
	};
	return JSON.stringify(place(parseJson(readFileSync(join(GAME, "specs.project.json"), "utf8"))));
}

test("a plain Luau game with the model passes its specs on seven servers", async () => {
	expectAllPassed(await runSpecs(join(GAME, "specs.project.json")));
});

describeRojo("the example game with the model that Rojo built", (rojo) => {
	test("passes its specs on seven servers", async () => {
		const project = join(rojo.folder, "example-game.project.json");
		const model = rojo.build("model.project.json", "purser.rbxmx");
		writeFileSync(project, withModel(model));
		expect(readFileSync(project, "utf8")).toContain(model);
		expectAllPassed(await runSpecs(project));
		rojo.show(`a plain Luau game with the built model passes its specs on ${SERVERS} servers`);
	});
});
