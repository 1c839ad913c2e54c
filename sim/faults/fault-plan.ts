import type { Random } from "../random";
import { RATED_KINDS, TIMED_KINDS, type RatedKind, type TimedKind } from "./fault-kinds";

export const PROFILES = ["none", "usual", "harsh"] as const;
export type FaultProfile = (typeof PROFILES)[number];

export interface TimedFault {
	/** How often in the fault phase. */
	readonly times: number;
	/** Shortest and longest, in seconds. */
	readonly seconds: readonly [number, number];
}

export interface FaultPlan {
	readonly profile: FaultProfile;
	readonly rates: Readonly<Record<RatedKind, number>>;
	readonly timed: Readonly<Record<TimedKind, TimedFault>>;
}

type Strength = "off" | "mild" | "strong" | "extreme";

/** Share of seeds in which a fault is that strong: some are off and some extreme, so that each is also seen alone. */
const SHARES: Readonly<Record<FaultProfile, readonly (readonly [Strength, number])[]>> = {
	none: [["off", 1]],
	usual: [
		["off", 0.3],
		["mild", 0.5],
		["strong", 0.2],
	],
	harsh: [
		["off", 0.15],
		["mild", 0.3],
		["strong", 0.35],
		["extreme", 0.2],
	],
};

const RATES: Readonly<Record<RatedKind, Readonly<Record<Exclude<Strength, "off">, number>>>> = {
	"message.lost": { mild: 0.05, strong: 0.3, extreme: 0.95 },
	"message.late": { mild: 0.05, strong: 0.3, extreme: 0.7 },
	"message.doubled": { mild: 0.05, strong: 0.3, extreme: 0.7 },
	"message.reordered": { mild: 0.05, strong: 0.3, extreme: 0.8 },
	"store.slow": { mild: 0.02, strong: 0.1, extreme: 0.4 },
	"store.throttled": { mild: 0.005, strong: 0.04, extreme: 0.15 },
	"store.failed": { mild: 0.005, strong: 0.04, extreme: 0.15 },
	"store.failed-though-written": { mild: 0.01, strong: 0.06, extreme: 0.25 },
	"store.conflict": { mild: 0.02, strong: 0.1, extreme: 0.4 },
	"http.request-lost": { mild: 0.01, strong: 0.08, extreme: 0.3 },
	"http.answer-lost": { mild: 0.01, strong: 0.08, extreme: 0.3 },
	"http.error-500": { mild: 0.01, strong: 0.08, extreme: 0.3 },
	"server.started-late": { mild: 0.3, strong: 0.6, extreme: 1 },
	"server.clock-skewed": { mild: 0.2, strong: 0.6, extreme: 1 },
	"discord.answer-lost": { mild: 0.01, strong: 0.06, extreme: 0.25 },
	"discord.interaction-doubled": { mild: 0.02, strong: 0.1, extreme: 0.4 },
	"discord.command-repeated": { mild: 0.03, strong: 0.1, extreme: 0.3 },
};

const TIMES: Readonly<Record<Strength, readonly [number, number]>> = {
	off: [0, 0],
	mild: [1, 2],
	strong: [3, 6],
	extreme: [8, 16],
};

/** Profile `usual` keeps every fault below 120 s. */
const SECONDS: Readonly<Record<FaultProfile, Readonly<Record<Strength, readonly [number, number]>>>> = {
	none: { off: [0, 0], mild: [0, 0], strong: [0, 0], extreme: [0, 0] },
	usual: { off: [0, 0], mild: [2, 30], strong: [10, 120], extreme: [30, 120] },
	harsh: { off: [0, 0], mild: [5, 120], strong: [30, 600], extreme: [300, 3_600] },
};

/** An hour on its own: it makes a run so much longer that few seeds draw it. */
const HOUR_SHARE = 0.1;
const HOUR: TimedFault = { times: 1, seconds: [3_600, 3_600] };
const NEVER: TimedFault = { times: 0, seconds: [0, 0] };

/** These leave traces for good, or change the world for good: seldom. */
const SELDOM: Readonly<Partial<Record<TimedKind, Readonly<Record<Strength, readonly [number, number]>>>>> = {
	"companion.restored": { off: [0, 0], mild: [1, 1], strong: [2, 2], extreme: [3, 4] },
	"update.game": { off: [0, 0], mild: [1, 1], strong: [1, 1], extreme: [1, 1] },
	"update.companion": { off: [0, 0], mild: [1, 1], strong: [1, 1], extreme: [2, 2] },
};

/** Draws which faults there are and how strong. */
export function drawFaultPlan(random: Random, profile: FaultProfile): FaultPlan {
	const rates = RATED_KINDS.map((kind) => {
		const strength = drawStrength(random.fork(kind), profile);
		return [kind, strength === "off" ? 0 : RATES[kind][strength]] as const;
	});
	const timed = TIMED_KINDS.map((kind) => [kind, drawTimed(random, profile, kind)] as const);
	return { profile, rates: fromEntries(rates), timed: fromEntries(timed) };
}

function drawTimed(random: Random, profile: FaultProfile, kind: TimedKind): TimedFault {
	if (kind === "http.outage-of-an-hour") {
		return profile === "harsh" && random.fork(kind).chance(HOUR_SHARE) ? HOUR : NEVER;
	}
	const strength = drawStrength(random.fork(kind), profile);
	const [min, max] = (SELDOM[kind] ?? TIMES)[strength];
	const times = random.fork(`times of ${kind}`).integer(min, max);
	return { times, seconds: SECONDS[profile][strength] };
}

function drawStrength(random: Random, profile: FaultProfile): Strength {
	let left = random.ratio();
	for (const [strength, share] of SHARES[profile]) {
		left -= share;
		if (left < 0) return strength;
	}
	return "off";
}

/** `Object.fromEntries` for a list that has an entry for every key, as the lists above do. */
function fromEntries<Key extends string, Value>(entries: readonly (readonly [Key, Value])[]): Record<Key, Value> {
	return Object.fromEntries(entries) as Record<Key, Value>;
}
