import type { PlaceNode } from "../luau/place-tree";
import { isObject, readJson } from "./json-files";
import { withFileMeta } from "./meta";
import type { Scope } from "./reading";

/** Data files become ModuleScripts that return their content as a table. */
function dataModule(scope: Scope, path: string, name: string, value: unknown): PlaceNode {
	return withFileMeta(scope, { name, className: "ModuleScript", source: `return ${luauOf(value)}` }, path, name);
}

export function readJsonModule(scope: Scope, path: string, name: string): PlaceNode | undefined {
	const parsed = readJson(scope.reading, path);
	return parsed === undefined ? undefined : dataModule(scope, path, name, parsed.value);
}

const FORMATS = {
	toml: { code: "bad-toml", title: "TOML", parse: (text: string): unknown => Bun.TOML.parse(text) },
	yaml: { code: "bad-yaml", title: "YAML", parse: (text: string): unknown => Bun.YAML.parse(text) },
} as const;

export function readDataModule(
	scope: Scope,
	path: string,
	name: string,
	format: keyof typeof FORMATS,
): PlaceNode | undefined {
	const text = scope.reading.text(path);
	if (text === undefined) return undefined;
	const { code, title, parse } = FORMATS[format];
	try {
		return dataModule(scope, path, name, parse(text));
	} catch (problem) {
		const reason = problem instanceof Error ? problem.message : String(problem);
		return scope.reading.refuse(code, path, `is not ${title}: ${reason}`);
	}
}

function luauOf(value: unknown): string {
	if (typeof value === "string") return luauString(value);
	if (typeof value === "number") return luauNumber(value);
	if (typeof value === "boolean") return String(value);
	if (value instanceof Date) return luauString(value.toISOString());
	if (Array.isArray(value)) return `{${value.map(luauOf).join(", ")}}`;
	if (!isObject(value)) return "nil";
	const fields = Object.entries(value).map(([name, field]) => `[${luauString(name)}] = ${luauOf(field)}`);
	return `{${fields.join(", ")}}`;
}

function luauNumber(value: number): string {
	if (Number.isNaN(value)) return "0/0";
	return Number.isFinite(value) ? String(value) : `${value < 0 ? "-" : ""}math.huge`;
}

/** Bytes beyond printable ASCII go in by number, so that every text is one line of code. */
function luauString(text: string): string {
	const bytes = [...new TextEncoder().encode(text)];
	const isPlain = (byte: number): boolean => byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c;
	const write = (byte: number): string =>
		isPlain(byte) ? String.fromCharCode(byte) : `\\${String(byte).padStart(3, "0")}`;
	return `"${bytes.map(write).join("")}"`;
}
