import { join } from "node:path";
import { readLines } from "./read-lines";

const MAIN = join(import.meta.dir, "..", "..", "companion", "main.ts");
const READY_WITHIN_MILLIS = 15_000;
const ASK_AGAIN_MILLIS = 50;
const STOP_WITHIN_MILLIS = 8_000;

/** The companion's own program in a process of its own, as in real use: settings from the environment, nothing else. */
export class CompanionProcess {
	readonly #environment: Readonly<Record<string, string>>;
	readonly #url: string;
	readonly #onOutput: (line: string) => void;
	#child: Bun.Subprocess<"ignore", "pipe", "pipe"> | undefined;

	constructor(environment: Readonly<Record<string, string>>, url: string, onOutput: (line: string) => void) {
		this.#environment = environment;
		this.#url = url;
		this.#onOutput = onOutput;
	}

	isRunning(): boolean {
		return this.#child !== undefined && this.#child.exitCode === null;
	}

	/** Waits until it says that it is ready. Throws with its last words when it ends instead. */
	async start(): Promise<void> {
		const output: string[] = [];
		// The API is up before the bot is: after a restart Discord lets a bot in again only some seconds later.
		const isBotReady = (): boolean => output.includes("ready: Discord");
		const keep = (line: string): void => {
			output.push(line);
			this.#onOutput(line);
		};
		const child = Bun.spawn([process.execPath, MAIN], {
			env: { PATH: process.env.PATH ?? "", ...this.#environment },
			stdio: ["ignore", "pipe", "pipe"],
		});
		this.#child = child;
		void readLines(child.stdout, keep);
		void readLines(child.stderr, keep);
		const deadline = performance.now() + READY_WITHIN_MILLIS;
		while (!isBotReady() || !(await this.#isReady())) {
			if (child.exitCode !== null) throw new Error(`the companion ended at start:\n${output.join("\n")}`);
			if (performance.now() > deadline) throw new Error(`the companion was not ready in time:\n${output.join("\n")}`);
			await Bun.sleep(ASK_AGAIN_MILLIS);
		}
	}

	/** Asks it to end in order; one that does not is killed. */
	async stop(): Promise<void> {
		const child = this.#child;
		if (child === undefined) return;
		child.kill("SIGTERM");
		const killer = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN_MILLIS);
		await child.exited;
		clearTimeout(killer);
		this.#child = undefined;
	}

	async restart(): Promise<void> {
		await this.stop();
		await this.start();
	}

	/** Ends at once, as a power cut would. */
	async kill(): Promise<void> {
		this.#child?.kill("SIGKILL");
		await this.#child?.exited;
		this.#child = undefined;
	}

	async #isReady(): Promise<boolean> {
		const answer = await fetch(`${this.#url}/health/ready`).catch(() => undefined);
		return answer?.status === 200;
	}
}
