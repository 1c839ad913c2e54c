import type { RobloxUser } from "../../roblox/vm-port";
import type { StageStore } from "./stage-store";
import type { StageWorld } from "./stage-world";

/** A dead server's lock is stolen by the module within about 70 s; three loads with pauses take longer. */
const LOAD_SECONDS_MAX = 240;
/** As `sell-coins.luau` sells it. */
const PRODUCT_ID = 1_001;
const RELEASE_SECONDS_MAX = 60;

/** A player, and what she does. */
export class StagePlayer {
	readonly userId: number;
	readonly #world: StageWorld;
	readonly #store: StageStore;

	constructor(user: RobloxUser, world: StageWorld, store: StageStore) {
		this.userId = user.id;
		this.#world = world;
		this.#store = store;
	}

	/** Comes in and waits until the server holds her session. False when she was sent away instead. */
	async joins(jobId: string): Promise<boolean> {
		this.startsJoining(jobId);
		return await this.hasLoaded(jobId);
	}

	startsJoining(jobId: string): void {
		this.#world.roblox.join(this.userId, jobId);
	}

	async hasLoaded(jobId: string): Promise<boolean> {
		const isHeld = (): boolean => this.#store.lockJob(this.userId) === jobId;
		await this.#world.passUntil(() => isHeld() || !this.isOn(jobId), LOAD_SECONDS_MAX);
		// The answer of the load has to come back.
		await this.#world.pass(1);
		return isHeld() && this.isOn(jobId);
	}

	/** Goes, and waits until no server holds her session. False when it is still held after a minute. */
	async leaves(): Promise<boolean> {
		this.startsLeaving();
		const isFree = (): boolean => this.#store.lockJob(this.userId) === undefined;
		return await this.#world.passUntil(isFree, RELEASE_SECONDS_MAX);
	}

	startsLeaving(): void {
		this.#world.roblox.leave(this.userId);
	}

	/** Earns coins in the game, several times at once. */
	earns(coins: number, times = 1): void {
		this.#world.roblox.fireRemote(this.userId, "ReplicatedStorage.Earn", [coins, times]);
	}

	/** Buys 25 coins. Returns the purchase's id. */
	buys(): string {
		return this.#world.roblox.purchases.buy(this.userId, PRODUCT_ID);
	}

	isOn(jobId: string): boolean {
		return this.#world.roblox.players.serverOf(this.userId) === jobId;
	}
}
