import { drawFaultPlan, type FaultPlan, type FaultProfile } from "../faults/fault-plan";
import { Random } from "../random";

export interface RunOptions {
	readonly seed: number;
	readonly servers: number;
	readonly commands: number;
	readonly profile: FaultProfile;
}

/** Everything that the seed decides before the world begins. */
export interface RunPlan {
	readonly options: RunOptions;
	/** Mean distance between two commands. */
	readonly gapSeconds: number;
	/** Share of commands that bring an id of their own. */
	readonly txnShare: number;
	readonly deductShare: number;
	readonly commandLifetimeSeconds: number;
	/** Shortest and longest stay of a player on one server, and absence between two. */
	readonly staySeconds: readonly [number, number];
	readonly awaySeconds: readonly [number, number];
	/** Mean distance between two things a player does in the game. */
	readonly playSeconds: number;
	/** 0: this companion makes no backups. */
	readonly backupEverySeconds: number;
	/** How often somebody without the right tries to get in. */
	readonly intrusions: number;
	readonly shutdownOrder: "leave-first" | "close-first";
	readonly faults: FaultPlan;
}

const LIFETIMES_SECONDS = [60, 120, 600, 86_400, 86_400, 86_400] as const;
const RUSH_SHARE = 0.75;

export function drawRunPlan(options: RunOptions): RunPlan {
	const random = new Random(options.seed).fork("plan");
	const isHarsh = options.profile === "harsh";
	const stay = random.integer(20, 120);
	const gapSeconds = drawGap(random.fork("gap"), isHarsh);
	const faults = drawFaultPlan(random.fork("faults"), options.profile);
	return {
		options,
		// Commands go on for most of a long outage, if need be at a slower pace.
		gapSeconds:
			faults.timed["http.outage-of-an-hour"].times > 0 ? Math.max(gapSeconds, 3_000 / options.commands) : gapSeconds,
		txnShare: random.integer(2, 8) / 10,
		deductShare: random.integer(1, 5) / 10,
		commandLifetimeSeconds: LIFETIMES_SECONDS[random.integer(0, LIFETIMES_SECONDS.length - 1)] ?? 86_400,
		staySeconds: [stay, stay * random.integer(2, 6)],
		awaySeconds: [2, random.integer(10, 120)],
		playSeconds: random.integer(5, 40),
		backupEverySeconds: drawBackups(random.fork("backups")),
		intrusions: random.fork("intrusions").integer(3, 8),
		shutdownOrder: random.chance(0.5) ? "leave-first" : "close-first",
		faults,
	};
}

/** Mostly a rush, in which commands meet each other, with quiet runs between, in which the passing of time does more. */
function drawGap(random: Random, isHarsh: boolean): number {
	if (random.chance(RUSH_SHARE)) return random.integer(30, 300) / 1_000;
	return random.integer(400, isHarsh ? 2_500 : 1_000) / 1_000;
}

function drawBackups(random: Random): number {
	return random.chance(0.1) ? 0 : random.integer(60, 600);
}

/** One line for each drawn option, for people. */
export function describePlan(plan: RunPlan): readonly string[] {
	const { options, faults, ...drawn } = plan;
	const world = Object.entries(drawn).map(([name, value]) => `${name}=${String(value)}`);
	const rates = Object.entries(faults.rates).filter(([, rate]) => rate > 0);
	const timed = Object.entries(faults.timed).filter(([, fault]) => fault.times > 0);
	return [
		`seed ${options.seed}, ${options.servers} servers, ${options.commands} commands, faults ${options.profile}`,
		`drawn: ${world.join(" ")}`,
		`rates: ${rates.map(([kind, rate]) => `${kind}=${rate}`).join(" ") || "none"}`,
		`times: ${timed.map(([kind, { times, seconds }]) => `${kind}=${times}x${seconds.join("-")}s`).join(" ") || "none"}`,
	];
}
