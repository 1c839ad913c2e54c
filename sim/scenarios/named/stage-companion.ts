import type { Companion } from "../../../companion/create-companion";
import type { ChangeRequest, CommandView, Submission } from "../../../companion/ledger/command-view";
import type { ShippedReceipt } from "../../../shared/protocol/receipt-batch";
import type { AuditedReceipt } from "../../run/history";
import type { RobloxUser } from "../../roblox/vm-port";
import { VIRTUAL_CONFIG } from "../../world/virtual-world";
import { batchRequest } from "./by-hand";
import { readAudit, type StageHistory } from "./stage-history";
import type { StageWorld } from "./stage-world";

const SETTLED_WITHIN_SECONDS = 240;
const RESTORED_WITHIN_SECONDS = 30;

/** The companion of a story: what staff ask it for, and what it tells. */
export class StageCompanion {
	readonly #world: StageWorld;
	readonly #history: StageHistory;
	readonly #player: RobloxUser;
	readonly #settled = new Map<string, CommandView>();
	readonly #requests = new Map<string, ChangeRequest>();

	constructor(world: StageWorld, history: StageHistory, player: RobloxUser) {
		this.#world = world;
		this.#history = history;
		this.#player = player;
	}

	/** A process of the companion is about to start. */
	readonly starts = (companion: Companion): void => {
		companion.ledger.onSettled((command) => this.#tells(command));
	};

	/** Somebody of the staff gives the player coins. Returns the command's id once the journal has it. */
	async gives(amount: number): Promise<string> {
		const id = `txn:${VIRTUAL_CONFIG.guildId}:c${this.#requests.size + 1}`;
		const { id: userId, name: userName } = this.#player;
		this.#history.intents.push({ commandId: id, userId, delta: amount, askedAt: this.#world.clock.now() });
		const people = { userId, userName, actorId: "1100000000000000901", actorName: "Mia" };
		this.#requests.set(id, { guildId: VIRTUAL_CONFIG.guildId, id, delta: amount, reason: "", ...people });
		await this.asksAgain(id);
		return id;
	}

	/** The staff type a command again, as they typed it the first time, and read what is answered at once. */
	async asksAgain(id: string): Promise<Submission> {
		const request = this.#requests.get(id);
		if (request === undefined) throw new Error(`${id} was never asked for`);
		const submission = await this.#world.awaits(this.#companion.ledger.submit(request));
		const isTold = submission.kind === "repeat" && submission.command.settledAt !== undefined;
		if (isTold) this.#tells(submission.command);
		return submission;
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
		const command = await this.#world.awaits(this.#companion.ledger.find(id));
		return command?.waiting;
	}

	/** A batch of this server that was under way reaches the companion now. */
	async batchArrives(jobId: string, receipts: readonly ShippedReceipt[]): Promise<void> {
		const now = Math.floor(this.#world.clock.unixMillis() / 1_000);
		const { status } = await this.#world.awaits(this.#world.machine.handle(batchRequest(jobId, receipts, now)));
		if (status !== 200) throw new Error(`a batch sent by hand was answered with ${status}`);
	}

	/** The database is lost, and the newest finished backup takes its place. What was told is not unsaid by that. */
	async isRestored(): Promise<void> {
		await this.#world.awaits(this.#world.machine.restore(), RESTORED_WITHIN_SECONDS);
	}

	/** Lets time pass until one more backup is finished. */
	async isBackedUp(secondsMax: number): Promise<boolean> {
		const { backups } = this.#world.machine;
		const before = backups.finished();
		return await this.#world.passUntil(() => backups.finished() > before, secondsMax);
	}

	/** Backups fail from now on, or no longer. */
	setBackupDiskFull(isFull: boolean): void {
		this.#world.machine.backups.setFull(isFull);
	}

	/** The player wants to be forgotten. */
	async isToErase(): Promise<void> {
		await this.#world.awaits(this.#companion.eraser.ask(this.#player.id));
	}

	/** All rows, those of the player's erased wallets too: only one player is in a story. */
	audit(): readonly AuditedReceipt[] {
		return readAudit(this.#companion.auditReader).map((row) => ({ ...row, userId: this.#player.id }));
	}

	/** Oldest first, of the wallet that is the player's now. */
	auditedRevisions(): readonly number[] {
		return readAudit(this.#companion.auditReader, this.#player.id)
			.map((row) => row.revision)
			.toReversed();
	}

	get #companion(): Companion {
		return this.#world.machine.companion;
	}

	/** Nobody asked for opening commands, and nobody is told of them. */
	#tells(command: CommandView): void {
		if (!this.#requests.has(command.id)) return;
		this.#settled.set(command.id, command);
		this.#history.settled(command, this.#world.clock.now());
	}
}
