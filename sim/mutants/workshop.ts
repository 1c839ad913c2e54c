import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vmEnvironment } from "../luau/ensure-jit";
import type { PlantingGround } from "./plant";
import { readStoryReport, type StoryReport } from "./story-report";

const ROOT = join(import.meta.dir, "..", "..");
/** Everything that compiling the game and playing a story need. */
const PARTS = [
	...["companion", "examples", "game", "shared", "sim", "scripts", "out", "include"],
	...["package.json", "tsconfig.json", "default.project.json", "test.project.json"],
];
const HONEST_OUTPUT = "out-honest";
const STEP_MILLISECONDS_MAX = 300_000;

/**
 * A copy of the repository in a temporary folder, where mistakes may be planted. Packages under `@rbxts` are copied,
 * because roblox-ts resolves links and then finds them outside of the project; the others are linked.
 */
export class Workshop implements PlantingGround {
	readonly #folder = mkdtempSync(join(tmpdir(), "purser-mutants-"));

	constructor() {
		// rbxtsc lists the output folder before it makes it.
		mkdirSync(join(this.#folder, "out"));
		for (const part of PARTS) {
			if (existsSync(join(ROOT, part))) cpSync(join(ROOT, part), join(this.#folder, part), { recursive: true });
		}
		const [from, to] = [join(ROOT, "node_modules"), join(this.#folder, "node_modules")];
		mkdirSync(to);
		for (const name of readdirSync(from)) {
			if (name === "@rbxts") cpSync(join(from, name), join(to, name), { recursive: true });
			else symlinkSync(join(from, name), join(to, name), "junction");
		}
	}

	read(path: string): string {
		return readFileSync(join(this.#folder, path), "utf8");
	}

	write(path: string, text: string): void {
		writeFileSync(join(this.#folder, path), text);
	}

	/** Compiles the game as it is and keeps the result, to come back to. Throws when it does not compile. */
	async prepare(): Promise<void> {
		const problem = await this.compileGame();
		if (problem !== undefined) throw new Error(`the game does not compile as it is: ${problem}`);
		cpSync(join(this.#folder, "out"), join(this.#folder, HONEST_OUTPUT), { recursive: true });
	}

	restoreGame(): void {
		rmSync(join(this.#folder, "out"), { recursive: true });
		cpSync(join(this.#folder, HONEST_OUTPUT), join(this.#folder, "out"), { recursive: true });
	}

	async compileGame(): Promise<string | undefined> {
		const compiler = join("node_modules", "roblox-ts", "out", "CLI", "cli.js");
		const { exitCode, output } = await this.run(["--bun", compiler, "--rojo", "test.project.json"]);
		return exitCode === 0 ? undefined : output;
	}

	/** Incremental: from the second time on only what changed is looked at. */
	async checkTypes(project: "companion" | "sim"): Promise<string | undefined> {
		const compiler = join("node_modules", "typescript", "bin", "tsc");
		const memory = ["--incremental", "--tsBuildInfoFile", join(this.#folder, `${project}.tsbuildinfo`)];
		const { exitCode, output } = await this.run([compiler, "-p", project, ...memory]);
		return exitCode === 0 ? undefined : output;
	}

	async playStory(name: string): Promise<StoryReport | undefined> {
		const { exitCode, output } = await this.run([join("sim", "mutants", "play-story.ts"), name]);
		return exitCode === 0 ? readStoryReport(output) : undefined;
	}

	remove(): void {
		rmSync(this.#folder, { recursive: true, force: true });
	}

	/** Runs a script of the copy with Bun. */
	async run(args: readonly string[]): Promise<{ readonly exitCode: number; readonly output: string }> {
		const child = Bun.spawn([process.execPath, ...args], {
			cwd: this.#folder,
			env: vmEnvironment(process.env),
			stdio: ["ignore", "pipe", "ignore"],
			timeout: STEP_MILLISECONDS_MAX,
			killSignal: "SIGKILL",
		});
		const output = await new Response(child.stdout).text();
		return { exitCode: await child.exited, output };
	}
}
