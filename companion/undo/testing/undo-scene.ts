import { join } from "node:path";
import { fail, ok, type Result } from "../../../shared/result";
import type { Submission } from "../../ledger/command-view";
import { createStaffLedger } from "../../staff/staff-ledger";
import type { Level } from "../../staff/levels";
import type { Actor } from "../../staff/staff-view";
import { ModelGame } from "../../testing/model-game";
import { makeTempFolder } from "../../testing/temp-folder";
import { startTestCompanion, type TestCompanion } from "../../testing/test-companion";
import { startTestServer, type TestServer } from "../../testing/test-server";
import type { UndoProgress, UndoScope } from "../undo-view";

const memberOf = (id: string, name: string, roleId: string): Actor => ({
	...{ id, name, roleIds: [roleId] },
	isDiscordAdministrator: false,
});

export const OWNER: Actor = { ...memberOf("1", "Olga", "10"), isDiscordAdministrator: true };
export const ADMIN = memberOf("2", "Adam", "10");
export const OTHER_ADMIN = memberOf("3", "Anna", "10");
export const MODERATOR = memberOf("4", "Mara", "11");
export const OTHER_MODERATOR = memberOf("5", "Mallory", "11");
const ROLES = { administrator: "10", moderator: "11" } as const;
/** A journal that goes on for longer than this has stopped for good. */
const ROUNDS_MAX = 200;

/** A companion on a file, a game server with the real reducer behind it, and staff who give and take. */
export class UndoScene {
	readonly game = new ModelGame();
	world: TestCompanion;
	private readonly path = join(makeTempFolder(), "purser.sqlite");
	private server: TestServer | undefined;
	/** Who is a member of the Discord server, with his roles. */
	readonly members = new Map([OWNER, ADMIN, OTHER_ADMIN, MODERATOR, OTHER_MODERATOR].map((one) => [one.id, one]));
	isDiscordAway = false;
	private lives = 0;
	private orders = 0;

	constructor() {
		this.world = this.startCompanion();
	}

	private startCompanion(time?: TestCompanion["time"]): TestCompanion {
		this.lives += 1;
		const world = startTestCompanion({ path: this.path, life: this.lives, ...(time === undefined ? {} : { time }) });
		world.companion.undo.lookUpAskersWith((id) => Promise.resolve(this.findMember(id)));
		return world;
	}

	/** As Discord tells them: without its own permissions. */
	private findMember(id: string): Result<Actor | undefined, "away"> {
		if (this.isDiscordAway) return fail("away");
		const member = this.members.get(id);
		return ok(member && { ...member, isDiscordAdministrator: false });
	}

	async setRoles(): Promise<void> {
		for (const after of ["administrator", "moderator"] as const) {
			const change = { roleId: ROLES[after], before: undefined, after };
			await this.world.settled(this.world.companion.staff.changeRole(OWNER, change));
			await this.widenPace(after);
		}
	}

	/** Whoever gives a thousand commands to have them taken back would be frozen. */
	private async widenPace(level: Level): Promise<void> {
		const { staff } = this.world.companion;
		const change = { level, kind: "pace", before: staff.limitsOf(level).pace, after: 1_000_000 } as const;
		await this.world.settled(staff.changeLimit(OWNER, change));
	}

	get undo() {
		return this.world.companion.undo;
	}

	/** Answers with the command's id. */
	async give(userId: number, delta: number, actor: Actor): Promise<string> {
		const id = `discord:${(this.orders += 1)}`;
		const submission = await this.submit({ id, userId, delta, actor });
		if (submission.kind !== "accepted") throw new Error(`it was not taken: ${submission.kind}`);
		return id;
	}

	submit(order: {
		readonly id: string;
		readonly userId: number;
		readonly delta: number;
		readonly actor: Actor;
	}): Promise<Submission> {
		const { ledger, staff } = this.world.companion;
		const whole = { guildId: "900", userName: `player ${order.userId}`, reason: "", ...order };
		return this.world.settled(createStaffLedger(ledger, staff).submit(whole));
	}

	/** The game goes on until nothing is left to do. */
	async play(): Promise<void> {
		for (let round = 0; round < ROUNDS_MAX; round += 1) {
			await this.world.time.advance(250);
			if (!(await this.playOnce()) && this.isQuiet()) return;
		}
		throw new Error("it never comes to rest");
	}

	/** One heartbeat and what it brings. */
	async playOnce(): Promise<boolean> {
		this.server ??= await startTestServer(this.world, `job-${this.lives}`);
		const players = [...this.game.wallets.keys()];
		const { commands, acked } = await this.server.beat({
			players,
			wallets: this.game.held(players),
			notes: this.game.takeNotes(),
		});
		for (const command of commands) this.game.take(command, this.nowSeconds());
		this.game.acknowledge(acked);
		const receipts = this.game.takeReceipts(50);
		if (receipts.length > 0) this.game.acknowledge((await this.server.ship(receipts)).acked);
		return commands.length > 0 || receipts.length > 0;
	}

	/** The process is killed, and another one starts on its file. */
	restart(): void {
		this.world.database.close();
		this.world = this.startCompanion(this.world.time);
		this.server = undefined;
	}

	spend(userId: number, coins: number): void {
		this.game.spend(userId, coins, this.nowSeconds());
	}

	balance(userId: number): number | undefined {
		return this.game.wallets.get(userId)?.balance;
	}

	/** All that this one did until now. */
	everythingOf({ id: actorId }: Actor): UndoScope {
		const to = this.world.time.clock.now() + 1;
		return { kind: "actor", actorId, from: to - 86_400_000, to };
	}

	scopeOf(commandId: string): UndoScope {
		const scope = this.undo.findCommand([commandId]);
		if (scope === undefined) throw new Error(`no command ${commandId}`);
		return scope;
	}

	/** Begins it; throws where that is refused. */
	async begin(actor: Actor, scope: UndoScope): Promise<UndoProgress> {
		const begun = await this.world.settled(this.undo.begin(actor, scope));
		if (!begun.ok) throw new Error(begun.error);
		return begun.value;
	}

	/** Begins it, and lets everything go on until it is through. */
	async reverse(actor: Actor, scope: UndoScope): Promise<UndoProgress> {
		const { id } = await this.begin(actor, scope);
		await this.play();
		return this.progress(id);
	}

	progress(id: number): UndoProgress {
		const progress = this.undo.progress(id);
		if (progress === undefined) throw new Error(`no undo ${id}`);
		return progress;
	}

	/** Ids of the reversals that changed a wallet, and how often each did. */
	applied(): readonly (readonly [string, number])[] {
		return [...this.game.appliedTimes].filter(([id]) => id.startsWith("reverse:"));
	}

	private nowSeconds(): number {
		return Math.floor(this.world.time.clock.now() / 1_000);
	}

	private isQuiet(): boolean {
		const open =
			"SELECT (SELECT count(*) FROM undo WHERE ended_at IS NULL) + (SELECT count(*) FROM command WHERE settled_at IS NULL) AS open";
		return this.world.database.query<{ open: number }, []>(open).get()?.open === 0;
	}
}

export async function createUndoScene(): Promise<UndoScene> {
	const scene = new UndoScene();
	await scene.setRoles();
	return scene;
}
