import { SECOND } from "../../clock/scheduler";
import { USUAL_FATE, type Faults, type HttpFaults, type MessageFaults, type StoreFaults } from "../../roblox/faults";

type StoreCall = Parameters<StoreFaults["decide"]>[0];
type HttpCall = Parameters<HttpFaults["decide"]>[0];
type MessageCall = Parameters<MessageFaults["decide"]>[0];
type StoreFate = ReturnType<StoreFaults["decide"]>;
type HttpFate = ReturnType<HttpFaults["decide"]>;

/** Ends a fault. What it delayed already stays delayed. */
export type Lift = () => void;

interface Rule<Call, Fate> {
	readonly matches: (call: Call) => boolean;
	readonly fate: Fate;
}

/** Faults that a story sets and lifts by hand; nothing goes wrong by chance. The newest fault that matches decides. */
export class ScriptedFaults implements Faults {
	readonly #stores: Rule<StoreCall, StoreFate>[] = [];
	readonly #http: Rule<HttpCall, HttpFate>[] = [];
	readonly #lost: Rule<MessageCall, undefined>[] = [];

	readonly stores: StoreFaults = { decide: (call) => find(this.#stores, call)?.fate ?? USUAL_FATE };
	readonly http: HttpFaults = { decide: (call) => find(this.#http, call)?.fate ?? USUAL_FATE };
	readonly messages: MessageFaults = {
		decide: (call) => (find(this.#lost, call) === undefined ? [call.usualDelayMicros] : []),
	};

	/** Data store calls of one server take this much longer on their way there. */
	slowStore(jobId: string, kind: "reads" | "writes", seconds: number): Lift {
		const wanted = kind === "reads" ? "store.get" : "store.cas";
		const matches = (call: StoreCall): boolean => call.jobId === jobId && call.request.kind === wanted;
		return add(this.#stores, { matches, fate: { outcome: "usual", delayMicros: seconds * SECOND } });
	}

	/** HTTP from one server to the companion: nothing arrives, or everything arrives and no answer comes back. */
	cutWeb(jobId: string, outcome: "refused" | "answer-lost", path = ""): Lift {
		const matches = (call: HttpCall): boolean => call.jobId === jobId && call.url.endsWith(path);
		return add(this.#http, { matches, fate: { outcome, delayMicros: 0 } });
	}

	/** Conditional writes of the companion take this much longer on their way there. */
	slowCompanionWrites(seconds: number): Lift {
		const matches = ({ jobId, method, url }: HttpCall): boolean =>
			jobId === null && method === "POST" && url.includes("entryKey=");
		return add(this.#http, { matches, fate: { outcome: "usual", delayMicros: seconds * SECOND } });
	}

	/** What the companion asks of wallets' entries, by this method or any: it does not arrive, or no answer comes back. */
	cutCompanionStore(outcome: "refused" | "answer-lost", method?: "POST"): Lift {
		const matches = (call: HttpCall): boolean =>
			call.jobId === null && (method ?? call.method) === call.method && call.url.includes("entryKey=Player_");
		return add(this.#http, { matches, fate: { outcome, delayMicros: 0 } });
	}

	/** No message arrives there, or anywhere. */
	loseMessages(jobId?: string): Lift {
		const matches = (call: MessageCall): boolean => jobId === undefined || call.jobId === jobId;
		return add(this.#lost, { matches, fate: undefined });
	}

	liftAll(): void {
		for (const rules of [this.#stores, this.#http, this.#lost]) rules.length = 0;
	}
}

function find<Call, Fate>(rules: readonly Rule<Call, Fate>[], call: Call): Rule<Call, Fate> | undefined {
	return rules.findLast((rule) => rule.matches(call));
}

function add<Item>(rules: Item[], rule: Item): Lift {
	rules.push(rule);
	return () => {
		const index = rules.indexOf(rule);
		if (index >= 0) rules.splice(index, 1);
	};
}
