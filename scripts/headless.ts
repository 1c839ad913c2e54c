import { existsSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import { handOver } from "./hand-over";

const ROOT = join(import.meta.dir, "..");

/** Somebody else's project needs nothing of ours compiled. */
function isOurs(word: string): boolean {
	const way = relative(ROOT, resolve(word));
	return existsSync(word) && !way.startsWith("..") && !isAbsolute(way);
}

/** `headless`: runs the server scripts of any Rojo project in headless Roblox servers. */
const given = process.argv.slice(2);
await handOver(["sim/headless/main.ts", ...given], { compiles: given.some(isOurs) });
