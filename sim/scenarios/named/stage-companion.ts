import type { ChangeRequest, CommandView } from "../../../companion/ledger/command-view";
import type { ShippedReceipt } from "../../../shared/protocol/receipt-batch";
import type { AuditedReceipt } from "../../run/history";
import type { RobloxUser } from "../../roblox/vm-port";
import { VIRTUAL_CONFIG, type VirtualWorld } from "../../world/virtual-world";
import { batchRequest } from "./by-hand";
import { readAudit, type StageHistory } from "./stage-history";

const SETTLED_WITHIN_SECONDS = 240;

/** The companion of a story: what staff ask it for, and what it tells. */
export class StageCompanion {
	readonly #world: VirtualWorld;
	readonly #history: StageHistory;
	readonly #player: RobloxUser;
	readonly #settled = new Map<string, CommandView>();
	#given = 0;

	constructor(world: VirtualWorld, history: StageHistory, player: RobloxUser) {
		this.#world = world;
		this.#history = history;
		this.#player = player;
		world.companion.companion.ledger.onSettled((command) => {
			this.#settled.set(command.id, command);
			history.settled(command, world.clock.now());
		});
	}

	/** Somebody of the staff gives the player coins. Returns the command's id once the journal has it. */
	async gives(amount: number): Promise<string> {
		this.#given += 1;
		const id = `txn:${VIRTUAL_CONFIG.guildId}:c${this.#given}`;
		const { id: userId, name: userName } = this.#player;
		this.#history.intents.push({ commandId: id, userId, delta: amount, askedAt: this.#world.clock.now() });
		const request: ChangeRequest = {
			guildId: VIRTUAL_CONFIG.guildId,
			id,
			userId,
			userName,
			delta: amount,
			reason: "",
			actorId: "1100000000000000901",
			actorName: "Mia",
		};
		await this.#awaits(this.#world.companion.companion.ledger.submit(request));
		return id;
	}

	/** What the staff were told about a command; `undefined` while it is open. */
	outcome(id: string): CommandView | undefined {
		return this.#settled.get(id);
	}

	/** Lets time pass until the command has its outcome. */
	async settles(id: string, secondsMax = SETTLED_WITHIN_SECONDS): Promise<CommandView | undefined> {
		await this.#world.passUntil(() => this.#settled.has(id), secondsMax);
		return this.outcome(id);
	}

	async settlesAll(): Promise<void> {
		const isOver = (): boolean => this.#history.intents.every(({ commandId }) => this.#settled.has(commandId));
		await this.#world.passUntil(isOver, SETTLED_WITHIN_SECONDS);
	}

	/** Why an open command waits, as the journal says. */
	async waiting(id: string): Promise<string | undefined> {
		const command = await this.#awaits(this.#world.companion.companion.ledger.find(id));
		return command?.waiting;
	}

	/** A batch of this server that was under way reaches the companion now. */
	async batchArrives(jobId: string, receipts: readonly ShippedReceipt[]): Promise<void> {
		const now = Math.floor(this.#world.clock.unixMillis() / 1_000);
		const { status } = await this.#awaits(this.#world.companion.handle(batchRequest(jobId, receipts, now)));
		if (status !== 200) throw new Error(`a batch sent by hand was answered with ${status}`);
	}

	audit(): readonly AuditedReceipt[] {
		return readAudit(this.#world.companion.companion.auditReader, this.#player.id);
	}

	/** Oldest first. */
	auditedRevisions(): readonly number[] {
		return this.audit()
			.map((row) => row.revision)
			.toReversed();
	}

	/** What needs the world's time to be answered. */
	async #awaits<Value>(work: Promise<Value>): Promise<Value> {
		let isDone = false;
		void work.finally(() => (isDone = true));
		await this.#world.passUntil(() => isDone, 1);
		return await work;
	}
}
