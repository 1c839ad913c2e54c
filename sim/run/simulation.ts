import { checkAll, type NamedViolation } from "../checkers/all";
import { after, SECOND } from "../clock/scheduler";
import type { Random } from "../random";
import { VIRTUAL_COMPANION_URL, VIRTUAL_CONFIG } from "../world/virtual-world";
import { walletAddress } from "../world/wallet-address";
import { probePlayers, readWholeAudit, settleOrders, tellLost, type HealingPorts } from "./healing";
import type { History } from "./history";
import { MemoryWatch } from "./memory-watch";
import type { RunPlan } from "./run-plan";
import type { Order } from "./staff";
import { SimulatedWorld } from "./world";

export interface SimulationPorts {
	/** Told now and then how far it is. */
	readonly onProgress: (line: string) => void;
	/** Each line of the trace and of the logs, for looking at one run. */
	readonly onLine?: (line: string) => void;
}

export interface Played {
	readonly orders: readonly Order[];
	readonly history: History;
	readonly violations: readonly NamedViolation[];
	readonly faults: Readonly<Record<string, number>>;
	readonly traceHash: string;
	readonly virtualSeconds: number;
	/** Largest memory of a game server's VM at the end. */
	readonly vmBytes: number;
	/** The same minus the largest at half of the commands, of servers alive at both; `null` when there are none. */
	readonly vmBytesGrowth: number | null;
}

const WARM_UP_SECONDS = 20;
const AMOUNT_MAX = 500;
const LOOKS_SHARE = 0.1;
const PROGRESS_SECONDS = 120;

/** Plays one seed: warm-up, fault phase with all commands, healing, and the judgement of the checkers. */
export async function playSimulation(plan: RunPlan, ports: SimulationPorts): Promise<Played> {
	const world = new SimulatedWorld(plan, ports.onLine);
	const say = (phase: string): void => {
		const { orders } = world.staff;
		const known = orders.length - world.staff.open().size;
		const seconds = Math.round(world.clock.now() / SECOND);
		ports.onProgress(`${phase}: ${seconds} virtual s, ${orders.length} commands given, ${known} settled`);
	};
	const memory = new MemoryWatch(() => world.fleet.running());
	await warmUp(world);
	await playFaultPhase(world, plan, { say, onHalf: () => memory.noteHalf() });
	world.heal();
	const healedAt = world.clock.now();
	say("healing");
	const seen = await healAndRead(world, healedAt);
	const history: History = plan.options.profile === "none" ? { ...seen, trouble: "none" } : seen;
	say("over");
	const played: Played = {
		orders: world.staff.orders,
		history,
		violations: checkAll(history),
		faults: world.counts.all(),
		traceHash: world.trace.hash(),
		virtualSeconds: Math.round(world.clock.now() / SECOND),
		...memory.growth(),
	};
	world.close();
	return played;
}

/** Those who will be absent come once, so that they have a wallet. */
async function warmUp(world: SimulatedWorld): Promise<void> {
	const random = world.random.fork("warm-up");
	world.fleet.start();
	await world.pass(2);
	for (const { id } of world.cast.absent) {
		const server = world.fleet.drawActive(random);
		if (server !== undefined) world.roblox.join(id, server.jobId);
	}
	world.players.start();
	await world.pass(WARM_UP_SECONDS / 2);
	for (const { id } of world.cast.absent) world.roblox.leave(id);
	await world.pass(WARM_UP_SECONDS / 2);
}

interface PhaseListener {
	readonly say: (phase: string) => void;
	/** Half of the commands were given. */
	readonly onHalf: () => void;
}

async function playFaultPhase(world: SimulatedWorld, plan: RunPlan, { say, onHalf }: PhaseListener): Promise<void> {
	const { commands } = plan.options;
	const seconds = Math.ceil(commands * plan.gapSeconds);
	const random = world.random.fork("orders");
	const { until } = world.timedFaults.start(seconds);
	world.strangers.start(plan.intrusions, seconds);
	const giveNext = (): void => {
		giveOrder(world, plan, random);
		const given = world.staff.orders.length;
		if (given === Math.ceil(commands / 2)) onHalf();
		if (given >= commands) return;
		after(world.clock, random.integer(0, 2 * plan.gapSeconds * SECOND), giveNext);
	};
	giveNext();
	while (world.staff.orders.length < commands) {
		await world.passUntil(() => world.staff.orders.length >= commands, PROGRESS_SECONDS);
		say("faults");
	}
	while (world.clock.now() < until) {
		await world.pass(Math.min(PROGRESS_SECONDS, (until - world.clock.now()) / SECOND));
		say("faults");
	}
}

function giveOrder(world: SimulatedWorld, plan: RunPlan, random: Random): void {
	const { players, absent, neverJoined, staff } = world.cast;
	const dice = random.ratio();
	const group = dice < 0.75 ? players : dice < 0.88 ? absent : neverJoined;
	const user = group[random.integer(0, group.length - 1)];
	const member = staff[random.integer(0, staff.length - 1)];
	if (user === undefined || member === undefined) throw new Error("the cast has nobody in one of its groups");
	const amount = random.integer(1, AMOUNT_MAX);
	const delta = random.chance(plan.deductShare) ? -amount : amount;
	const hasTxn = random.chance(plan.txnShare);
	const txn = hasTxn ? `order-${world.staff.orders.length + 1}` : undefined;
	world.staff.order({ user, member, delta, txn });
	if (random.chance(LOOKS_SHARE)) world.staff.look(random.chance(0.5) ? "balance" : "audit", user, member);
}

async function healAndRead(world: SimulatedWorld, healedAt: number): Promise<History> {
	const { recorder, roblox } = world;
	const ports: HealingPorts = {
		roblox,
		random: world.random.fork("healing"),
		fleet: world.fleet,
		companion: world.companion,
		staff: world.staff,
		recorder,
		users: world.users(),
		storeName: VIRTUAL_CONFIG.storeName,
		serviceKey: VIRTUAL_CONFIG.keys.serviceKeys[0],
		companionUrl: VIRTUAL_COMPANION_URL,
		passUntil: world.passUntil,
		awaitIn: world.awaitIn,
	};
	await settleOrders(ports);
	world.players.stop();
	const probes = await probePlayers(ports);
	await settleOrders(ports);
	const audit = await readWholeAudit(ports);
	await tellLost(ports, audit);
	const entries = new Map<number, string>();
	for (const { id } of ports.users) {
		const stored = roblox.stores.read(walletAddress(ports.storeName, id));
		if (stored !== null) entries.set(id, stored.value);
	}
	const { intents, replies, told, events, errors } = recorder;
	const intrusions = world.strangers.intrusions(audit);
	const openCloudCalls = world.openCloudCalls.answered();
	const endedAt = world.clock.now();
	const auditProblem = world.companion.findAuditProblem();
	return {
		...(auditProblem === undefined ? {} : { auditProblem }),
		storeName: ports.storeName,
		intents,
		replies,
		told,
		events,
		audit,
		entries,
		probes,
		errors,
		intrusions,
		openCloudCalls,
		healedAt,
		endedAt,
	};
}
