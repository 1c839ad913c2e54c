import { SECOND } from "../clock/scheduler";
import type { Random } from "../random";
import type { LocalRoblox } from "../roblox/local-roblox";
import { parseJson, valueAt } from "../json";
import type { RobloxUser } from "../roblox/vm-port";
import { readSessionFields } from "../roblox/watch/wallet-entry";
import { TOKEN_SECONDS } from "../world/in-process-discord";
import { walletAddress } from "../world/wallet-address";
import { readAudit, readNewest, type AuditPorts } from "./audit-pages";
import type { CompanionHost } from "./companion-host";
import type { Fleet } from "./fleet";
import type { AuditedReceipt, PlayerProbe } from "./history";
import type { Recorder } from "./recorder";
import type { Order, Outcome, Staff } from "./staff";

export interface HealingPorts extends AuditPorts {
	readonly roblox: LocalRoblox;
	readonly random: Random;
	readonly fleet: Fleet;
	readonly companion: CompanionHost;
	readonly staff: Staff;
	readonly recorder: Recorder;
	readonly users: readonly RobloxUser[];
	readonly storeName: string;
	/** Lets time pass until it holds, for so many seconds at most. */
	readonly passUntil: (holds: () => boolean, secondsMax: number) => Promise<boolean>;
}

/** The longest way a command can still have: doorbell and lock ages, then some. */
const SETTLE_SECONDS_MAX = 2 * 3_600;
const LOOK_EVERY_SECONDS = 15;
const LOAD_SECONDS_MAX = 180;
const STAY_SECONDS = 10;
const UPDATE_SECONDS_MAX = 900;
const AUDIT_SECONDS_MAX = 1_800;

/** Waits until every order has its outcome, asking again where a person would. */
export async function settleOrders(ports: HealingPorts): Promise<void> {
	const open = ports.staff.open();
	for (let waited = 0; waited < SETTLE_SECONDS_MAX && open.size > 0; waited += LOOK_EVERY_SECONDS) {
		await ports.passUntil(() => open.size === 0, LOOK_EVERY_SECONDS);
		// Replies that can still be edited get their time first.
		if (waited < 4 * LOOK_EVERY_SECONDS) continue;
		for (const order of [...open]) await askAgain(ports, order);
	}
}

/** A reply may be lost for good. Then the audit says what happened, and what nobody knows of is typed again. */
async function askAgain(ports: HealingPorts, order: Order): Promise<void> {
	const { companion, staff, awaitIn } = ports;
	const ledger = companion.life?.companion.ledger;
	if (ledger === undefined) return;
	const command = await awaitIn(ledger.find(order.commandId));
	if (command === undefined) return await lookForLost(ports, order);
	const outcome = OUTCOMES[command.state];
	if (outcome === undefined) return;
	if (order.txn === undefined) staff.settle(order, outcome);
	else staff.type(order);
}

const OUTCOMES: Readonly<Record<string, Outcome>> = {
	committed: "committed",
	refused: "refused",
	expired: "expired",
	unknown: "unknown",
};

/**
 * What the journal does not know was never taken, and is typed again; or it was lost with a database. An id that people
 * chose can be typed again all the same. Of an interaction only the audit can tell, and if it does not, nobody can.
 */
async function lookForLost(ports: HealingPorts, order: Order): Promise<void> {
	const { staff } = ports;
	if (order.txn !== undefined || !isLost(ports, order.commandId)) return staff.giveUp(order);
	const row = (await readAudit(ports, order.user.id)).find(({ commandId }) => commandId === order.commandId);
	if (row === undefined) staff.tellUnknown(order.commandId);
	staff.settle(order, row === undefined ? "unknown" : outcomeOf(row));
}

function outcomeOf({ kind, code }: AuditedReceipt): Outcome {
	if (kind === "applied") return "committed";
	return code === "expired" || code === "cancelled" ? "expired" : "refused";
}

/** Whether it was asked for when what was written went down with a database later. */
function isLost({ companion, recorder }: HealingPorts, commandId: string): boolean {
	const askedAt = recorder.askedAt(commandId);
	if (askedAt === undefined) return false;
	const from = askedAt + TOKEN_SECONDS * SECOND;
	return companion.losses.some(({ backupAt, lostAt }) => askedAt < lostAt && from > backupAt);
}

/** Earlier attempts of orders, too, may have gone down with a database: their end is told as unknown. */
export async function tellLost(ports: HealingPorts, rows: readonly AuditedReceipt[]): Promise<void> {
	const { recorder, companion, staff, awaitIn } = ports;
	const ledger = companion.life?.companion.ledger;
	const ended = new Set([...rows.map(({ commandId }) => commandId), ...recorder.ended()]);
	for (const { commandId } of [...recorder.intents]) {
		if (ended.has(commandId) || !isLost(ports, commandId) || ledger === undefined) continue;
		if ((await awaitIn(ledger.find(commandId))) === undefined) staff.tellUnknown(commandId);
	}
}

/** Lets every player join, waits until his profile is held, and lets him leave again. */
export async function probePlayers(ports: HealingPorts): Promise<readonly PlayerProbe[]> {
	const { roblox, fleet, random, users, storeName, passUntil } = ports;
	const holder = createHolderReader(roblox, storeName);
	// An update that was under way still closes servers, and would take the players away whom they are to load.
	await passUntil(() => !fleet.isUpdating(), UPDATE_SECONDS_MAX);
	for (const { id } of users) {
		const server = fleet.drawActive(random);
		if (server !== undefined && roblox.players.serverOf(id) === undefined) roblox.join(id, server.jobId);
	}
	const hasLoaded = (id: number): boolean => {
		const jobId = roblox.players.serverOf(id);
		return jobId !== undefined && holder(id) === jobId;
	};
	await passUntil(() => users.every(({ id }) => hasLoaded(id)), LOAD_SECONDS_MAX);
	const loaded = new Set(users.filter(({ id }) => hasLoaded(id)).map(({ id }) => id));
	// Long enough for a server to look at what it loaded: a restored journal learns of wallets it forgot only by that.
	await passUntil(() => false, STAY_SECONDS);
	for (const { id } of users) roblox.leave(id);
	await passUntil(() => users.every(({ id }) => holder(id) === undefined), LOAD_SECONDS_MAX);
	return users.map(({ id }) => ({
		userId: id,
		hasLoaded: loaded.has(id),
		hasReleased: holder(id) === undefined,
	}));
}

/** Who holds a player's session; asked at every event, so that a value that did not change is not read again. */
function createHolderReader(roblox: LocalRoblox, storeName: string): (userId: number) => string | undefined {
	const known = new Map<number, { readonly value: string | null; readonly job: string | undefined }>();
	return (userId) => {
		const value = roblox.stores.read(walletAddress(storeName, userId))?.value ?? null;
		const last = known.get(userId);
		if (last !== undefined && last.value === value) return last.job;
		const job = readSessionFields(value).activeJob;
		known.set(userId, { value, job });
		return job;
	};
}

/** Waits until the audit has each wallet's newest receipt, and reads all of it as a program would. */
export async function readWholeAudit(ports: HealingPorts): Promise<readonly AuditedReceipt[]> {
	for (let waited = 0; waited < AUDIT_SECONDS_MAX && !(await isComplete(ports)); waited += LOOK_EVERY_SECONDS) {
		await ports.passUntil(() => false, LOOK_EVERY_SECONDS);
	}
	return await readAudit(ports);
}

async function isComplete(ports: HealingPorts): Promise<boolean> {
	for (const { id } of ports.users) {
		const stored = ports.roblox.stores.read(walletAddress(ports.storeName, id));
		const wallet = stored === null ? undefined : valueAt(parseJson(stored.value), "Data", "wallet");
		const revision = Number(valueAt(wallet, "revision") ?? 0);
		if (revision === 0) continue;
		const newest = await readNewest(ports, id);
		if (newest?.revision !== revision || newest.born !== valueAt(wallet, "born")) return false;
	}
	return true;
}
