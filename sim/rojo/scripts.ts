import type { PlaceNode } from "../luau/place-tree";
import { withFileMeta } from "./meta";
import type { Scope } from "./reading";

export type ScriptKind = "server" | "client" | "plugin" | "module";

function describeScript(kind: ScriptKind, emitsLegacyScripts: boolean): Pick<PlaceNode, "className" | "properties"> {
	switch (kind) {
		case "module":
			return { className: "ModuleScript" };
		case "plugin":
			return { className: "Script", properties: { RunContext: "Plugin" } };
		case "server":
			return { className: "Script", ...(emitsLegacyScripts ? {} : { properties: { RunContext: "Server" } }) };
		case "client":
			if (emitsLegacyScripts) return { className: "LocalScript" };
			return { className: "Script", properties: { RunContext: "Client" } };
	}
}

/** A file of code, without the meta file beside it. */
export function readCode(scope: Scope, path: string, name: string, kind: ScriptKind): PlaceNode | undefined {
	const source = scope.reading.text(path);
	return source === undefined ? undefined : { name, ...describeScript(kind, scope.emitsLegacyScripts), source };
}

export function readScript(scope: Scope, path: string, name: string, kind: ScriptKind): PlaceNode | undefined {
	const node = readCode(scope, path, name, kind);
	return node === undefined ? undefined : withFileMeta(scope, node, path, name);
}
