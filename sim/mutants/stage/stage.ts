import type { CompanionConfig } from "../../../companion/config-type";
import { serverTopic } from "../../../companion/servers/server-topic";
import { readWalletValue } from "../../checkers/wallet-value";
import { nextMacrotask } from "../../clock/macrotask";
import { SECOND } from "../../clock/scheduler";
import { VirtualClock } from "../../clock/virtual-clock";
import { FaultCounts } from "../../faults/fault-counts";
import { Random } from "../../random";
import { NO_FAULTS, type Faults } from "../../roblox/faults";
import { type LocalRoblox } from "../../roblox/local-roblox";
import type { RobloxUser } from "../../roblox/vm-port";
import { CompanionHost } from "../../run/companion-host";
import type { Intrusion, OpenCloudCall } from "../../run/history";
import { Recorder } from "../../run/recorder";
import { Trace } from "../../trace";
import { companionKeys, createWorld, shopScripts } from "../../world/create-world";
import { SimulatedBackups } from "../../world/simulated-backups";
import { VIRTUAL_COMPANION_URL, VIRTUAL_CONFIG, VIRTUAL_IDENTITY } from "../../world/virtual-world";
import { walletAddress } from "../../world/wallet-address";
import { Members, ROLE_ID } from "./members";

export const AVA: RobloxUser = { id: 1_000_000_001, name: "Ava", displayName: "Ava" };
export const HANA: RobloxUser = { id: 1_000_000_002, name: "Hana", displayName: "Hana" };

/** What a server sent to the companion, whole, as somebody on the way could have copied it. */
export interface SentRequest {
	readonly time: number;
	readonly url: string;
	/** The same request once more, to the byte. */
	readonly again: () => Request;
}

export interface StageOptions {
	readonly config?: Partial<CompanionConfig>;
	readonly makesBackups?: boolean;
}

/** A small world that a story turns by hand: two players, servers as the story starts them, the companion with its bot. */
export class Stage {
	readonly clock = new VirtualClock();
	readonly trace: Trace;
	readonly recorder: Recorder;
	readonly roblox: LocalRoblox;
	readonly companion: CompanionHost;
	readonly members: Members;
	/** A story puts its own faults in here, and takes them out again. */
	readonly faults: { -readonly [Part in keyof Faults]: Faults[Part] } = { ...NO_FAULTS };
	readonly intrusions: Intrusion[] = [];
	readonly sent: SentRequest[] = [];
	readonly openCloudCalls: OpenCloudCall[] = [];
	#ownWrites = 0;

	/** Whether a backup that is made now can be finished, where any are made. */
	hasRoomForBackups = true;

	constructor({ config, makesBackups = false }: StageOptions, onLog: (text: string) => void) {
		const { clock } = this;
		this.trace = new Trace();
		const whole = { ...VIRTUAL_CONFIG, ...config };
		this.recorder = new Recorder(clock, whole.eventTopic);
		this.roblox = this.#makeRoblox(onLog);
		this.roblox.listen(this.recorder.hear);
		this.members = new Members(clock, this.recorder, whole.guildId, (interaction) =>
			this.companion.deliver(interaction),
		);
		this.companion = new CompanionHost({
			scheduler: clock,
			random: new Random("companion"),
			trace: this.trace,
			config: whole,
			counts: new FaultCounts(clock, this.trace),
			...(makesBackups
				? {
						backups: new SimulatedBackups(
							() => clock.now(),
							() => this.hasRoomForBackups,
						),
					}
				: {}),
			economyRoleId: ROLE_ID,
			fetch: (request) => this.#callOpenCloud(request),
			repliesFor: (isAlive) => this.members.discord.repliesFor(isAlive),
			messagesFor: (isAlive) => this.members.discord.messagesFor(isAlive),
			guildFor: (isAlive) => this.members.discord.guildFor(isAlive),
			onLog: ({ level, event, facts }) => {
				onLog(`${clock.now() / SECOND} companion ${level}: ${event} ${JSON.stringify(facts ?? {})}`);
				if (event === "unhandled" || event === "interaction-failed") this.recorder.error(`companion ${event}`);
			},
		});
	}

	async pass(seconds: number): Promise<void> {
		await this.clock.run({ until: this.clock.now() + seconds * SECOND, afterEvent: nextMacrotask });
	}

	async passUntil(holds: () => boolean, secondsMax: number): Promise<boolean> {
		const until = this.clock.now() + secondsMax * SECOND;
		await this.clock.run({ until, while: () => !holds(), afterEvent: nextMacrotask });
		return holds();
	}

	/** Starts a server and waits until it has introduced itself; with a player, until his profile is loaded. */
	async startServer(player?: RobloxUser): Promise<string> {
		const jobId = this.roblox.addServer();
		if (player !== undefined) this.roblox.join(player.id, jobId);
		await this.pass(15);
		return jobId;
	}

	openChest(player: RobloxUser): void {
		this.roblox.fireRemote(player.id, "ReplicatedStorage.OpenChest", []);
	}

	spend(player: RobloxUser, coins: number): void {
		this.roblox.fireRemote(player.id, "ReplicatedStorage.SpendCoins", [coins]);
	}

	buy(player: RobloxUser, purchase: string, coins: number): void {
		this.roblox.fireRemote(player.id, "ReplicatedStorage.BuyCoins", [purchase, coins]);
	}

	/** What a person asks for who runs `erase` beside the companion. */
	erase(player: RobloxUser): void {
		void this.companion.life?.companion.eraser.ask(player.id);
	}

	/** Conditional writes of wallets that the companion has begun. */
	ownWrites(): number {
		return this.#ownWrites;
	}

	/** JSON text of a player's entry as it is stored now. */
	entryOf(player: RobloxUser): string | undefined {
		return this.roblox.stores.read(walletAddress(VIRTUAL_CONFIG.storeName, player.id))?.value;
	}

	/** Which life of his wallet is stored. */
	bornOf(player: RobloxUser): string | undefined {
		const wallet = readWalletValue(this.entryOf(player) ?? null);
		return typeof wallet === "string" ? undefined : wallet.born;
	}

	/** Somebody with a publishing key repeats a message to every server. */
	async publish(message: string): Promise<void> {
		const topics = this.roblox.runningServers().map(({ jobId }) => serverTopic(VIRTUAL_CONFIG.commandTopic, jobId));
		const answers = topics.map((topic) =>
			this.roblox.openCloud.handle(
				new Request(`https://apis.roblox.test/cloud/v2/universes/${VIRTUAL_IDENTITY.universeId}:publishMessage`, {
					method: "POST",
					headers: { "x-api-key": VIRTUAL_CONFIG.apiKeys[0], "content-type": "application/json" },
					body: JSON.stringify({ topic, message }),
				}),
			),
		);
		await this.pass(2);
		await Promise.all(answers);
	}

	#makeRoblox(onLog: (text: string) => void): LocalRoblox {
		return createWorld({
			scheduler: this.clock,
			seed: 1,
			trace: this.trace,
			identity: VIRTUAL_IDENTITY,
			storeName: VIRTUAL_CONFIG.storeName,
			users: [AVA, HANA],
			companionUrl: VIRTUAL_COMPANION_URL,
			fetchCompanion: (request) => this.#forward(request),
			apiKeys: companionKeys(...VIRTUAL_CONFIG.apiKeys),
			gameSecret: VIRTUAL_CONFIG.keys.gameSecrets[0],
			framesPerSecond: 10,
			hasClients: false,
			scripts: shopScripts(),
			faults: {
				stores: { decide: (call) => this.faults.stores.decide(call) },
				messages: { decide: (copy) => this.faults.messages.decide(copy) },
				http: { decide: (call) => this.faults.http.decide(call) },
			},
			onLog: (text) => {
				onLog(`${this.clock.now() / SECOND} ${text}`);
				if (/^\S+ error: /.test(text)) this.recorder.error(text);
			},
		});
	}

	async #forward(request: Request): Promise<Response> {
		const { url, method } = request;
		const headers = Object.fromEntries(request.headers);
		const body = await request.text();
		const again = (): Request => new Request(url, { method, headers, body });
		this.sent.push({ time: this.clock.now(), url, again });
		return await this.companion.handle(again());
	}

	async #callOpenCloud(request: Request): Promise<Response> {
		const { method, url } = request;
		const time = this.clock.now();
		if (method === "POST" && /[Pp]layer_/.test(url)) this.#ownWrites += 1;
		const response = await this.roblox.openCloud.handle(request);
		this.openCloudCalls.push({ time, method, url, status: response.status });
		return response;
	}
}
