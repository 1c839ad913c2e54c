import { fileURLToPath } from "node:url";
import type { Reading } from "./setting";

/**
 * Path of the one SQLite file. `file:data/purser.sqlite` is relative to where the program was started, and
 * `file:///` addresses are absolute on every system.
 */
export function readDatabasePath(text: string): Reading<string> {
	if (!text.startsWith("file:")) return { ok: false, problem: "has to begin with file: (a path on this machine)" };
	if (text.startsWith("file://")) return readFileUrl(text);
	const path = text.slice("file:".length);
	return path === "" ? { ok: false, problem: "has to name a file" } : { ok: true, value: path };
}

function readFileUrl(text: string): Reading<string> {
	if (!text.startsWith("file:///")) return { ok: false, problem: "may not name another machine" };
	try {
		return { ok: true, value: fileURLToPath(text) };
	} catch {
		return { ok: false, problem: "has to name a file" };
	}
}
