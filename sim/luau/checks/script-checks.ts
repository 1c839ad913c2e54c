import { report } from "./report";
import { serverScript, type TinyServer } from "./tiny-world";
import type { PlaceAddition } from "../place-tree";

/** What every checking script begins with: `check` and `checkEqual` report through the log. */
const PRELUDE = `local HttpService = game:GetService("HttpService")
local function check(name, ok, detail)
	print("CHECK" .. HttpService:JSONEncode({ name = name, ok = ok == true, detail = tostring(detail) }))
end
local function checkEqual(name, actual, expected)
	check(name, actual == expected, if actual == expected then actual else tostring(actual) .. " is not " .. tostring(expected))
end
`;

export function checkScript(source: string): PlaceAddition {
	return serverScript(`${PRELUDE}${source}\nprint("DONE")`);
}

export function isDone(server: TinyServer): boolean {
	return server.output.includes("DONE");
}

/** Prints what the script checked; a script that did not reach its end is a failed check of its own. */
export function reportScript(title: string, server: TinyServer): void {
	for (const text of server.output) {
		if (!text.startsWith("CHECK")) continue;
		const line: unknown = JSON.parse(text.slice("CHECK".length));
		if (typeof line !== "object" || line === null || !("name" in line && "ok" in line && "detail" in line)) continue;
		report(`${title}: ${String(line.name)}`, line.ok === true, String(line.detail));
	}
	report(`${title}: reached its end`, isDone(server), server.errors.join(" | "));
}
