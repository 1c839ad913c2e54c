import { constants, setPriority } from "node:os";
import { join } from "node:path";
import type { AnswerMessage, CallMessage, CallName, HostCalls } from "./host-calls";

type Answer<Name extends CallName> = ReturnType<HostCalls[Name]>;

interface Waiting {
	resolve(value: unknown): void;
	reject(problem: Error): void;
}

/** The process that runs all game servers and the local Roblox, seen from its parent. */
export class HostClient {
	readonly #waiting = new Map<number, Waiting>();
	readonly #child: Bun.Subprocess;
	#lastId = 0;

	constructor() {
		this.#child = Bun.spawn([process.execPath, join(import.meta.dir, "main.ts")], {
			// Without this the ninth VM of a process runs many times slower.
			env: { ...process.env, BUN_JSC_useOMGJIT: "0" },
			stdio: ["ignore", "ignore", "inherit"],
			serialization: "json",
			ipc: (message) => this.#settle(message as AnswerMessage),
			onExit: () => this.#failAll("the host process ended"),
		});
	}

	async call<Name extends CallName>(name: Name, ...args: Parameters<HostCalls[Name]>): Promise<Answer<Name>> {
		const id = ++this.#lastId;
		const message: CallMessage = { id, name, args };
		const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
		this.#child.send(message);
		// Both ends are this repository's own code of one version, so the interface itself is the contract.
		return (await answer) as Answer<Name>;
	}

	/** Leaves the processor to others first: game servers and Roblox are no part of what is measured beside them. */
	stepBack(): void {
		setPriority(this.#child.pid, constants.priority.PRIORITY_LOW);
	}

	async stop(): Promise<void> {
		this.#child.kill();
		await this.#child.exited;
	}

	#settle(message: AnswerMessage): void {
		const waiting = this.#waiting.get(message.id);
		this.#waiting.delete(message.id);
		if (message.ok) waiting?.resolve(message.value);
		else waiting?.reject(new Error(message.error));
	}

	#failAll(reason: string): void {
		for (const waiting of this.#waiting.values()) waiting.reject(new Error(reason));
		this.#waiting.clear();
	}
}
