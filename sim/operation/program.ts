import { join } from "node:path";
import { readLines } from "../demo/read-lines";

const ROOT = join(import.meta.dir, "..", "..");
const MAIN = join(ROOT, "companion", "main.ts");
const READY_WITHIN_MILLIS = 20_000;

export type Environment = Readonly<Record<string, string>>;

export interface Ended {
	readonly code: number;
	/** Standard output, then standard error. */
	readonly output: string;
}

/** Runs one command of the companion's program to its end: `verify`, `backup`, or a start that is refused. */
export async function runProgram(environment: Environment, ...args: readonly string[]): Promise<Ended> {
	const child = Bun.spawn([process.execPath, MAIN, ...args], {
		...{ cwd: ROOT, env: withPath(environment) },
		stdio: ["ignore", "pipe", "pipe"],
	});
	const texts = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
	return { code: await child.exited, output: texts.join("") };
}

/** The companion's program without the bot, in a process of its own; it takes any free port. */
export class RunningProgram {
	readonly #child: Bun.Subprocess<"ignore", "pipe", "pipe">;
	readonly #output: string[] = [];
	#port: number | undefined;

	constructor(environment: Environment) {
		this.#child = Bun.spawn([process.execPath, MAIN], {
			...{ cwd: ROOT, env: withPath({ ...environment, PORT: "0", API_ONLY: "1" }) },
			stdio: ["ignore", "pipe", "pipe"],
		});
		const keep = (line: string): void => {
			this.#output.push(line);
			const port = /^ready: HTTP on port (\d+)$/.exec(line)?.[1];
			if (port !== undefined) this.#port = Number(port);
		};
		void readLines(this.#child.stdout, keep);
		void readLines(this.#child.stderr, keep);
	}

	/** Everything it said so far. */
	output(): string {
		return this.#output.join("\n");
	}

	/** Its address, once it listens. Throws with its last words when it ends instead. */
	async url(): Promise<string> {
		const deadline = performance.now() + READY_WITHIN_MILLIS;
		while (this.#port === undefined) {
			if (this.#child.exitCode !== null || performance.now() > deadline) {
				throw new Error(`the companion did not start:\n${this.output()}`);
			}
			await Bun.sleep(5);
		}
		return `http://127.0.0.1:${this.#port}`;
	}

	/** Ends at once, in the middle of whatever it does. */
	async kill(): Promise<void> {
		this.#child.kill("SIGKILL");
		await this.#child.exited;
	}

	/** Asks it to end in order. */
	async stop(signal: "SIGTERM" | "SIGINT" = "SIGTERM"): Promise<Ended> {
		this.#child.kill(signal);
		return { code: await this.#child.exited, output: this.output() };
	}
}

function withPath(environment: Environment): Record<string, string> {
	return { PATH: process.env.PATH ?? "", ...environment };
}
