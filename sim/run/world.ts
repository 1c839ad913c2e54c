import type { Interaction } from "../../companion/bot/interaction";
import { FENCE_KEY } from "../../companion/fence/fence-entry";
import { fenceStoreName } from "../../shared/store-keys";
import type { CompanionConfig } from "../../companion/config-type";
import { SECOND } from "../clock/scheduler";
import { nextMacrotask } from "../clock/macrotask";
import { VirtualClock } from "../clock/virtual-clock";
import { FaultCounts } from "../faults/fault-counts";
import type { RatedKind } from "../faults/fault-kinds";
import { TimedFaults } from "../faults/timed-faults";
import { Windows } from "../faults/windows";
import { createWorldFaults } from "../faults/world-faults";
import { Random } from "../random";
import type { LocalRoblox } from "../roblox/local-roblox";
import { Trace } from "../trace";
import { companionKeys, createWorld, shopScripts } from "../world/create-world";
import { InProcessDiscord, type RestFate } from "../world/in-process-discord";
import { SimulatedBackups } from "../world/simulated-backups";
import { SimulatedDisk } from "../world/simulated-disk";
import { VIRTUAL_COMPANION_URL, VIRTUAL_CONFIG, VIRTUAL_IDENTITY } from "../world/virtual-world";
import { everyone, makeCast, type Cast } from "./cast";
import { CallRecorder } from "./call-recorder";
import { CompanionHost, type CompanionHostPorts } from "./companion-host";
import { Fleet } from "./fleet";
import { PlayerLives } from "./player-lives";
import { Recorder } from "./recorder";
import type { RunPlan } from "./run-plan";
import { SecondDatabase } from "./second-database";
import { Staff } from "./staff";
import { Strangers } from "./strangers";

/** What the companion says in its log when something threw that nobody had reckoned with. */
const UNHANDLED: readonly string[] = ["unhandled", "interaction-failed"];
const ECONOMY_ROLE_ID = "1100000000000000801";
/** The companion applies what no server is there for, so all of them may go at once. */
const SERVERS_MIN = 0;
const FENCE_ADDRESS = { store: fenceStoreName(VIRTUAL_CONFIG.storeName), scope: "global", key: FENCE_KEY };
/** Signatures allow 60 s; Roblox keeps its servers' clocks far closer than that. */
const SKEW_MILLIS_MAX = 30_000;

type MachinePorts = Omit<CompanionHostPorts, "disk" | "backups">;

/** Everything of one run, put together. Nothing has happened yet but the companion's start. */
export class SimulatedWorld {
	readonly clock = new VirtualClock();
	readonly trace: Trace;
	readonly counts: FaultCounts;
	readonly recorder: Recorder;
	readonly cast: Cast;
	readonly roblox: LocalRoblox;
	readonly companion: CompanionHost;
	readonly second: SecondDatabase;
	readonly fleet: Fleet;
	readonly players: PlayerLives;
	readonly staff: Staff;
	readonly timedFaults: TimedFaults;
	readonly random: Random;
	readonly strangers: Strangers;
	readonly openCloudCalls: CallRecorder;
	readonly #windows: Windows;
	readonly #plan: RunPlan;
	#isHealed = false;

	constructor(plan: RunPlan, sink?: (line: string) => void) {
		this.#plan = plan;
		const { clock } = this;
		this.trace = new Trace(sink === undefined ? {} : { sink });
		this.random = new Random(plan.options.seed);
		this.cast = makeCast(plan.options.servers);
		this.counts = new FaultCounts(clock, this.trace);
		this.#windows = new Windows(clock, this.counts);
		const { commandLifetimeSeconds } = plan;
		const backupEverySeconds =
			plan.backupEverySeconds > 0 ? plan.backupEverySeconds : VIRTUAL_CONFIG.backupEverySeconds;
		const config = { ...VIRTUAL_CONFIG, commandLifetimeSeconds, backupEverySeconds };
		this.recorder = new Recorder(clock, config.eventTopic);
		this.openCloudCalls = new CallRecorder(clock);
		this.roblox = this.#makeRoblox();
		this.roblox.listen(this.recorder.hear);
		const discord = this.#makeDiscord();
		[this.companion, this.second] = this.#makeCompanions(this.#machinePorts(config, discord, sink));
		const { random, roblox, counts, recorder, companion } = this;
		this.fleet = new Fleet({
			scheduler: clock,
			random: random.fork("fleet"),
			roblox,
			counts,
			servers: plan.options.servers,
			lateShare: () => this.rate("server.started-late"),
		});
		this.players = new PlayerLives({
			scheduler: clock,
			random: random.fork("players"),
			roblox,
			fleet: this.fleet,
			counts,
			plan,
			players: this.cast.players,
		});
		this.staff = new Staff({
			scheduler: clock,
			random: random.fork("staff"),
			guildId: config.guildId,
			economyRoleId: ECONOMY_ROLE_ID,
			discord,
			deliver: this.#deliver,
			recorder,
			counts,
			doubledShare: () => this.rate("discord.interaction-doubled"),
			repeatedShare: () => this.rate("discord.command-repeated"),
		});
		this.strangers = this.#makeStrangers(discord);
		this.timedFaults = new TimedFaults({
			scheduler: clock,
			random: random.fork("timed faults"),
			counts,
			windows: this.#windows,
			plan: plan.faults,
			roblox,
			companion,
			second: this.second,
			fleet: this.fleet,
			topics: [config.commandTopic, config.eventTopic],
			serversMin: SERVERS_MIN,
		});
	}

	/** Share of calls that a fault strikes now. */
	rate(kind: RatedKind): number {
		return this.#isHealed ? 0 : this.#plan.faults.rates[kind];
	}

	/** From now on nothing goes wrong any more. */
	heal(): void {
		this.#isHealed = true;
		this.#windows.closeAll();
		this.timedFaults.stop();
		this.companion.heal();
		this.trace.line(this.clock.now(), "fault", "healed");
	}

	async pass(seconds: number): Promise<void> {
		await this.clock.run({ until: this.clock.now() + seconds * SECOND, afterEvent: nextMacrotask });
	}

	readonly passUntil = async (holds: () => boolean, secondsMax: number): Promise<boolean> => {
		const until = this.clock.now() + secondsMax * SECOND;
		await this.clock.run({ until, while: () => !holds(), afterEvent: nextMacrotask });
		return holds();
	};

	/** Lets time pass while something that needs it is under way. */
	readonly awaitIn = async <Value>(work: Promise<Value>): Promise<Value> => {
		let isOver = false;
		const done = work.finally(() => {
			isOver = true;
		});
		await this.passUntil(() => isOver, 120);
		if (!isOver) throw new Error("the companion did not answer within 120 s although nothing is wrong");
		return await done;
	};

	users(): ReturnType<typeof everyone> {
		return everyone(this.cast);
	}

	close(): void {
		this.companion.close();
	}

	#makeRoblox(): LocalRoblox {
		const { clock, counts } = this;
		const { seed } = this.#plan.options;
		const skews = this.random.fork("clocks");
		return createWorld({
			scheduler: clock,
			seed,
			trace: this.trace,
			identity: VIRTUAL_IDENTITY,
			storeName: VIRTUAL_CONFIG.storeName,
			users: everyone(this.cast),
			companionUrl: VIRTUAL_COMPANION_URL,
			fetchCompanion: this.#fetchCompanion,
			apiKeys: companionKeys(...VIRTUAL_CONFIG.apiKeys),
			gameSecret: VIRTUAL_CONFIG.keys.gameSecrets[0],
			framesPerSecond: 10,
			// Only ProfileService's own polling runs in these; it looks for what is due every few seconds.
			idleFramesPerSecond: 1,
			hasClients: false,
			scripts: shopScripts(),
			shutdownOrder: this.#plan.shutdownOrder,
			faults: createWorldFaults({
				random: this.random.fork("world faults"),
				counts,
				windows: this.#windows,
				rate: (kind) => this.rate(kind),
			}),
			clockSkewMillis: (jobId) => {
				const random = skews.fork(jobId);
				if (!random.chance(this.rate("server.clock-skewed"))) return 0;
				counts.hit("server.clock-skewed", jobId);
				return random.integer(-SKEW_MILLIS_MAX, SKEW_MILLIS_MAX);
			},
			onLog: (text) => {
				if (/^\S+ error: /.test(text)) this.recorder.error(text);
			},
		});
	}

	/** What reaches the companion over HTTP; while somebody's mistake lasts, some of it reaches the wrong one. */
	readonly #fetchCompanion = (request: Request): Promise<Response> =>
		this.second.tryHandle(request) ?? this.companion.handle(request);

	readonly #deliver = (interaction: Interaction): void => {
		if (!this.second.tryDeliver(interaction)) this.companion.deliver(interaction);
	};

	#makeStrangers(discord: InProcessDiscord): Strangers {
		return new Strangers({
			scheduler: this.clock,
			random: this.random.fork("strangers"),
			guildId: VIRTUAL_CONFIG.guildId,
			discord,
			deliver: this.#deliver,
			knock: this.#fetchCompanion,
			companionUrl: VIRTUAL_COMPANION_URL,
			victims: this.users(),
		});
	}

	/** The right one, and the place of the mistake beside it. */
	#makeCompanions(machine: MachinePorts): readonly [CompanionHost, SecondDatabase] {
		const disk = new SimulatedDisk();
		const backups = new SimulatedBackups(
			() => this.clock.now(),
			() => !disk.isFull(),
		);
		const makesBackups = this.#plan.backupEverySeconds > 0;
		const companion = new CompanionHost({ ...machine, disk, ...(makesBackups ? { backups } : {}) });
		const second = new SecondDatabase({
			...machine,
			random: this.random.fork("second database"),
			hasFence: () => this.roblox.stores.read(FENCE_ADDRESS) !== null,
			olderCopy: () => backups.newest()?.bytes,
		});
		return [companion, second];
	}

	#machinePorts(config: CompanionConfig, discord: InProcessDiscord, sink?: (line: string) => void): MachinePorts {
		const { clock } = this;
		return {
			scheduler: clock,
			random: this.random.fork("companion"),
			trace: this.trace,
			config,
			counts: this.counts,
			economyRoleId: ECONOMY_ROLE_ID,
			fetch: (request) => this.openCloudCalls.watch(request, this.roblox.openCloud.handle),
			repliesFor: (isAlive) => discord.repliesFor(isAlive),
			messagesFor: (isAlive) => discord.messagesFor(isAlive),
			guildFor: (isAlive) => discord.guildFor(isAlive),
			onLog: ({ level, event, facts }) => {
				sink?.(`${clock.now() / SECOND} companion ${level} ${event} ${JSON.stringify(facts ?? {})}`);
				const text = JSON.stringify(facts ?? {});
				const isExpected = text.includes("database or disk is full");
				if (UNHANDLED.includes(event) && !isExpected) this.recorder.error(`companion ${event}: ${text}`);
			},
		};
	}

	#makeDiscord(): InProcessDiscord {
		const { clock, trace } = this;
		const random = this.random.fork("discord");
		return new InProcessDiscord({
			scheduler: clock,
			random: random.fork("legs"),
			decide: (call): RestFate => {
				if (!random.chance(this.rate("discord.answer-lost"))) return "usual";
				this.counts.hit("discord.answer-lost", call);
				const fates = ["request-lost", "answer-lost", "error-500"] as const;
				return fates[random.integer(0, 2)] ?? "answer-lost";
			},
			onShown: (interactionId, body) => {
				trace.line(clock.now(), "discord", `shows ${interactionId} ${body?.embeds[0]?.title ?? "thinking"}`);
				if (!this.strangers.shown(interactionId, body?.embeds[0]?.title)) this.staff.shown(interactionId, body);
			},
			onPosted: (body) => {
				trace.line(clock.now(), "discord", `posts ${body.embeds[0]?.title}`);
				this.staff.posted(body);
			},
			onUnanswered: (interactionId) => {
				trace.line(clock.now(), "discord", `unanswered ${interactionId}`);
				this.staff.unanswered(interactionId);
			},
			onMalformed: (problem) => this.recorder.error(`Discord refuses a message: ${problem}`),
		});
	}
}
