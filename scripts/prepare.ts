import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runStep, SetupProblem } from "./run-step";

const ROOT = join(import.meta.dir, "..");
const NODE_MAJOR_MIN = 20;
const STAMP = join(ROOT, "node_modules", ".purser-lock");

/** Brings a bare clone to where everything can run: packages as the lock file says, and the compiled game. */
export async function prepare({ compiles = true }: { readonly compiles?: boolean } = {}): Promise<void> {
	process.chdir(ROOT);
	checkNode();
	await installPackages();
	if (compiles) await compileGame();
}

/** Bun does the work, but Node is what brought it here, and an old one fails later in ways nobody understands. */
function checkNode(): void {
	const found = Bun.spawnSync(["node", "--version"], { stdout: "pipe", stderr: "ignore" });
	const major = Number(/^v(\d+)/.exec(found.stdout.toString())?.[1] ?? Number.NaN);
	if (Number.isNaN(major)) throw new SetupProblem("Node was not found. Install Node 20 or later: https://nodejs.org");
	if (major >= NODE_MAJOR_MIN) return;
	throw new SetupProblem(`Node ${major} is too old. Install Node ${NODE_MAJOR_MIN} or later: https://nodejs.org`);
}

async function installPackages(): Promise<void> {
	const wanted = Bun.hash(readFileSync("bun.lock")).toString();
	if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted) return;
	const result = await runStep("Installing packages from the lock file", ["install", "--frozen-lockfile"]);
	if (result.exitCode === 0) {
		writeFileSync(STAMP, wanted);
		return;
	}
	const last = result.output.trim().split("\n").slice(-5).join("\n");
	throw new SetupProblem(
		`Packages could not be installed; check that this machine reaches the npm registry, then run the same again.\n${last}`,
	);
}

async function compileGame(): Promise<void> {
	// rbxtsc lists the output folder before it makes it.
	mkdirSync("out", { recursive: true });
	const result = await runStep("Compiling the game", [
		"--bun",
		"node_modules/roblox-ts/out/CLI/cli.js",
		"--rojo",
		"test.project.json",
	]);
	if (result.exitCode !== 0) throw new SetupProblem(`The game does not compile:\n${result.output.trim()}`);
}

/** Runs a command's body; a problem with the set-up is one line for a person, not a stack. */
export async function runMain(body: () => Promise<number>): Promise<never> {
	try {
		process.exit(await body());
	} catch (problem) {
		if (!(problem instanceof SetupProblem)) throw problem;
		process.stderr.write(`${problem.message}\n`);
		process.exit(1);
	}
}
