import { BALANCE_REMOTE } from "../../shared/store-keys";
import type { Scheduler } from "../clock/scheduler";
import type { RobloxEvent } from "../roblox/events";
import { parseJson, valueAt } from "../json";
import type { BalanceTold, Intent, ReplySeen } from "./history";

const LAST_WORDS: readonly ReplySeen["outcome"][] = ["committed", "refused", "expired", "unknown"];

/** Writes down what happens outside the product, for the checkers. */
export class Recorder {
	readonly intents: Intent[] = [];
	readonly replies: ReplySeen[] = [];
	readonly told: BalanceTold[] = [];
	readonly events: { readonly time: number; readonly event: RobloxEvent }[] = [];
	readonly errors: string[] = [];
	readonly #meant = new Map<string, Intent>();
	readonly #scheduler: Scheduler;
	readonly #eventTopic: string;

	constructor(scheduler: Scheduler, eventTopic: string) {
		this.#scheduler = scheduler;
		this.#eventTopic = eventTopic;
	}

	readonly hear = (event: RobloxEvent, time: number): void => {
		this.events.push({ time, event });
		if (event.kind === "message.delivered" && event.topic === this.#eventTopic) this.#hearUpdate(event.data);
		if (event.kind === "remote.fired" && event.path.endsWith(`.${BALANCE_REMOTE}`)) {
			this.#tell(event.userId, event.args[0], "client");
		}
	};

	/** Somebody meant this; asked again under the same id, it is the same intent. */
	intend(intent: Omit<Intent, "askedAt">): void {
		if (this.#meant.has(intent.commandId)) return;
		const asked = { ...intent, askedAt: this.#scheduler.now() };
		this.#meant.set(intent.commandId, asked);
		this.intents.push(asked);
	}

	/** When somebody first meant this. */
	askedAt(commandId: string): number | undefined {
		return this.#meant.get(commandId)?.askedAt;
	}

	/** Ids whose end was told. */
	ended(): ReadonlySet<string> {
		const last = this.replies.filter(({ outcome }) => LAST_WORDS.includes(outcome));
		return new Set(last.flatMap(({ commandId }) => commandId ?? []));
	}

	reply(seen: Omit<ReplySeen, "time">): void {
		this.replies.push({ time: this.#scheduler.now(), ...seen });
	}

	balanceShown(userId: number, shown: { readonly balance: number; readonly revision: number }): void {
		this.told.push({ time: this.#scheduler.now(), userId, ...shown, where: "reply" });
	}

	error(text: string): void {
		this.errors.push(text);
	}

	/** The message's data is JSON text of a text that is JSON again. */
	#hearUpdate(data: string): void {
		const inner = parseJson(data);
		const update = typeof inner === "string" ? parseJson(inner) : inner;
		const userId = valueAt(update, "userId");
		if (typeof userId === "number") this.#tell(userId, update, "topic");
	}

	#tell(userId: number, update: unknown, where: BalanceTold["where"]): void {
		const revision = valueAt(update, "revision");
		const balance = valueAt(update, "balance");
		if (typeof revision !== "number" || typeof balance !== "number") return;
		this.told.push({ time: this.#scheduler.now(), userId, revision, balance, where });
	}
}
