import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What a run loads. Tests and the other programs of `sim/` do not change how a seed goes. */
const FOLDERS = ["companion", "game", "shared", "sim"];
const OTHER_PROGRAMS = ["demo", "e2e", "mutants", "scenarios", "soak"].map((name) => join("sim", name));
const HEX_DIGITS = 12;

/** A name for the code that a run loads, the same until one of its files is changed. */
export function nameCode(root: string): string {
	const files = FOLDERS.flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile() && !entry.name.endsWith(".test.ts") && !entry.name.endsWith(".md"))
			.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
	).filter((file) => !OTHER_PROGRAMS.some((program) => file.startsWith(program)));
	const hash = new Bun.CryptoHasher("sha256");
	for (const file of ["bun.lock", ...files.sort()]) {
		hash.update(`${file}\n`);
		hash.update(readFileSync(join(root, file)));
	}
	return hash.digest("hex").slice(0, HEX_DIGITS);
}

export interface Versions {
	readonly commit: string;
	readonly code: string;
	/** Of the packages that decide how the compiled game runs. */
	readonly packages: Readonly<Record<string, string>>;
}

const PACKAGES = ["luau-web", "@rbxts/profileservice", "roblox-ts"];

/** `code`: as `nameCode` had it when the soak began. */
export function readVersions(root: string, code: string): Versions {
	const packages: Record<string, string> = { bun: Bun.version };
	for (const name of PACKAGES) {
		const text = readFileSync(join(root, "node_modules", name, "package.json"), "utf8");
		packages[name] = /"version": *"([^"]+)"/.exec(text)?.[1] ?? "unknown";
	}
	return { commit: readCommit(root), code, packages };
}

function readCommit(root: string): string {
	const git = (...words: string[]): string | undefined => {
		const { exitCode, stdout } = Bun.spawnSync(["git", "-C", root, ...words], { stderr: "ignore" });
		return exitCode === 0 ? stdout.toString().trim() : undefined;
	};
	const commit = git("rev-parse", "--short=12", "HEAD");
	if (commit === undefined) return "not a git checkout";
	return git("status", "--porcelain", "--", ...FOLDERS, "bun.lock") === "" ? commit : `${commit} with changes`;
}
