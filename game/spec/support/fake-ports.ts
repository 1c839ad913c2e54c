import { luauPlatform } from "../../server/engine/luau-platform";
import type {
	BalanceMessage,
	EntryTransform,
	HttpAnswer,
	HttpRequest,
	Log,
	LogFields,
	Ports,
	ServerIdentity,
	ServerSettings,
} from "../../server/ports";
import { fail, ok, type Result } from "../../../shared/result";
import type { EntryWrite } from "../../../shared/wallet/stored-entry";
import { FakeProfiles } from "./fake-profiles";
import { FakeScheduler } from "./fake-scheduler";

export interface LogLine {
	readonly level: "info" | "warn" | "alarm";
	readonly event: string;
	readonly fields: LogFields;
}

export class FakeLog implements Log {
	readonly lines: Array<LogLine> = [];

	info(event: string, fields: LogFields = {}): void {
		this.lines.push({ level: "info", event, fields });
	}

	warn(event: string, fields: LogFields = {}): void {
		this.lines.push({ level: "warn", event, fields });
	}

	alarm(event: string, fields: LogFields = {}): void {
		this.lines.push({ level: "alarm", event, fields });
	}

	/** Plain words; what is missing begins with an exclamation mark. */
	readonly told: Array<string> = [];

	tell(text: string): void {
		this.told.push(text);
	}

	tellMissing(text: string): void {
		this.told.push(`! ${text}`);
	}

	find(event: string): ReadonlyArray<LogLine> {
		return this.lines.filter((line) => line.event === event);
	}
}

/** Entries in memory; counts every call on the store. */
export class FakeEntries {
	calls = 0;
	readonly values = new Map<string, unknown>();
	readonly userIds = new Map<string, ReadonlyArray<number>>();
	mode: "answer" | "fail-unwritten" | "fail-written" = "answer";
	/** Runs between the read and the write of the next update, as another server's write does. */
	interfere: (() => void) | undefined;

	updateAsync(key: string, transform: EntryTransform): "stored" | "cancelled" | "unknown" {
		this.calls += 1;
		if (this.mode === "fail-unwritten") return "unknown";
		const interfere = this.interfere;
		if (interfere !== undefined) {
			this.interfere = undefined;
			transform(this.values.get(key), this.userIds.get(key) ?? []);
			interfere();
		}
		const write = transform(this.values.get(key), this.userIds.get(key) ?? []);
		if (write !== undefined) this.store(key, write);
		if (this.mode === "fail-written") return "unknown";
		return write === undefined ? "cancelled" : "stored";
	}

	/** As the data store keeps it: JSON, and a fresh copy for every reader. */
	put(key: string, value: object, userIds: ReadonlyArray<number> = []): void {
		this.store(key, { value, userIds });
	}

	private store(key: string, write: EntryWrite): void {
		this.values.set(key, luauPlatform.decodeJson(luauPlatform.encodeJson(write.value)));
		this.userIds.set(key, write.userIds);
	}
}

/** What the game stored before, by key. */
export class FakeOldProfiles {
	readonly keys: Array<string> = [];
	readonly values = new Map<string, unknown>();
	/** How many further reads get no answer. */
	failures = 0;

	readAsync(_storeName: string, key: string): Result<unknown, "store-unavailable"> {
		this.keys.push(key);
		if (this.failures === 0) return ok(this.values.get(key));
		this.failures -= 1;
		return fail("store-unavailable");
	}
}

export class FakeHttp {
	readonly requests: Array<HttpRequest> = [];
	isSwitchedOn = true;
	answer: (request: HttpRequest) => HttpAnswer | undefined = () => undefined;

	isEnabled(): boolean {
		return this.isSwitchedOn;
	}

	postAsync(request: HttpRequest): HttpAnswer | undefined {
		this.requests.push(request);
		return this.answer(request);
	}
}

export class FakeMessaging {
	readonly published: Array<{ readonly topic: string; readonly text: string }> = [];
	readonly topics: Array<string> = [];
	subscribeFailures = 0;
	private hear: ((text: string) => void) | undefined;

	subscribeAsync(topic: string, hear: (text: string) => void): boolean {
		if (this.subscribeFailures > 0) {
			this.subscribeFailures -= 1;
			return false;
		}
		this.topics.push(topic);
		this.hear = hear;
		return true;
	}

	publishAsync(topic: string, text: string): boolean {
		this.published.push({ topic, text });
		return true;
	}

	/** A message of the command topic arrives. */
	deliver(text: string): void {
		this.hear?.(text);
	}
}

export class FakePlayers {
	readonly kicked: Array<{ readonly userId: number; readonly message: string }> = [];
	/** Who is there for the engine. */
	readonly present = new Set<number>();
	readonly names = new Map<number, string>();
	join: (userId: number) => void = () => {};
	leave: (userId: number) => void = () => {};

	listen(joined: (userId: number) => void, left: (userId: number) => void): void {
		this.join = (userId) => task.spawn(() => joined(userId));
		this.leave = left;
	}

	has(userId: number): boolean {
		return this.present.has(userId);
	}

	nameOf(userId: number): string | undefined {
		return this.names.get(userId);
	}

	kick(userId: number, message: string): void {
		this.kicked.push({ userId, message });
	}
}

export class FakeScreens {
	readonly shown: Array<BalanceMessage & { readonly userId: number }> = [];
	fire: (userId: number) => void = () => {};

	show(userId: number, message: BalanceMessage): void {
		this.shown.push({ userId, ...message });
	}

	listen(fired: (userId: number) => void): void {
		this.fire = fired;
	}
}

/** Answers when told to, as a service does; until then who asked waits. */
export class FakeTextFilter {
	readonly asked: Array<{ readonly text: string; readonly userId: number }> = [];
	/** Held back until `answer` is called. */
	isSlow = false;
	isDown = false;
	private waiting: Array<thread> = [];

	filterAsync(text: string, userId: number): string | undefined {
		this.asked.push({ text, userId });
		if (this.isSlow) {
			this.waiting.push(coroutine.running());
			coroutine.yield();
		}
		return this.isDown ? undefined : text.gsub("%d%d%d%d%d%d%d", "#######")[0];
	}

	answer(): void {
		const waiting = this.waiting;
		this.waiting = [];
		for (const thread of waiting) task.spawn(thread);
	}
}

export class FakeShutdown {
	closeAsync: () => void = () => {};

	listen(closeAsync: () => void): void {
		this.closeAsync = closeAsync;
	}
}

export class FakeRandom {
	private ids = 0;

	fraction(): number {
		return 0.5;
	}

	id(): string {
		this.ids += 1;
		return `id-${this.ids}`;
	}
}

export const PLAIN_SETTINGS: ServerSettings = {
	endpoint: "https://purser.example/log/transactions",
	storeName: "EconomyWallet",
	credentials: { kind: "bearer", authorization: "Bearer game-secret" },
	usesLiveWallets: true,
	showHud: true,
	balanceImport: undefined,
	problems: [],
};

export const PLAIN_IDENTITY: ServerIdentity = {
	universeId: 22,
	placeId: 11,
	jobId: "job-me",
	build: "spec",
	studio: false,
};

/** Every port, driven by hand. JSON and hashes are the engine's own. */
export function createFakePorts(settings: ServerSettings = PLAIN_SETTINGS) {
	const scheduler = new FakeScheduler();
	return {
		platform: luauPlatform,
		clock: scheduler,
		scheduler,
		random: new FakeRandom(),
		log: new FakeLog(),
		http: new FakeHttp(),
		messaging: new FakeMessaging(),
		profiles: new FakeProfiles(),
		entries: new FakeEntries(),
		oldProfiles: new FakeOldProfiles(),
		players: new FakePlayers(),
		screens: new FakeScreens(),
		textFilter: new FakeTextFilter(),
		shutdown: new FakeShutdown(),
		identity: PLAIN_IDENTITY,
		settings,
	} satisfies Ports;
}

export type FakePorts = ReturnType<typeof createFakePorts>;
