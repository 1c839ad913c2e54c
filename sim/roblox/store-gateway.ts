import { after, SECOND, type Scheduler } from "../clock/scheduler";
import type { InboxRecord, StoreRequest } from "../luau/records";
import type { Random } from "../random";
import { toRecord, type DataStores } from "./data-stores";
import type { EventListener } from "./events";
import type { ExperienceBudgets } from "./experience-budgets";
import type { StoreFaults } from "./faults";
import { drawMicros, type Latencies } from "./latencies";
import { addressText } from "./store-limits";
import { budgetKindsOf, checkCall, loadOf, termsOf } from "./store-calls";
import { describeProblem, INTERNAL_SERVER_ERROR, REQUEST_REJECTED, type StoreProblem } from "./store-problems";
import { StoreQueue } from "./store-queue";

/** Creator-docs, `cloud-services/data-stores/versioning-listing-and-caching.md`. */
const CACHE_MICROS = 4 * SECOND;

export interface StoreGatewayPorts {
	readonly jobId: string;
	readonly scheduler: Scheduler;
	readonly random: Random;
	readonly stores: DataStores;
	readonly budgets: ExperienceBudgets;
	readonly faults: StoreFaults;
	readonly latencies: Latencies;
	/** How many are on this server now. */
	readonly players: () => number;
	readonly emit: EventListener;
	readonly deliver: (record: InboxRecord) => void;
}

/** DataStoreService of one server: its cache, its queues, and the way to the shared stores and back. */
export class StoreGateway {
	readonly #ports: StoreGatewayPorts;
	readonly #queue: StoreQueue;
	readonly #cache = new Map<string, { readonly value: unknown; readonly until: number }>();
	/** Keys whose UpdateAsync met a conflict and will read again without paying anew. */
	readonly #repeats = new Map<string, number>();

	constructor(ports: StoreGatewayPorts) {
		this.#ports = ports;
		this.#queue = new StoreQueue(ports.scheduler, ports.budgets, ports.players);
	}

	/** Answers later through `deliver`, under the same id. */
	request(id: number, request: StoreRequest): void {
		const { scheduler, stores, emit, jobId } = this.#ports;
		const problem = checkCall(request);
		if (problem !== undefined) return this.#fail(id, problem);
		emit({ kind: "store.called", jobId, request, stored: stores.read(request)?.value ?? null }, scheduler.now());
		const cached = this.#cached(request);
		if (cached !== undefined) return this.#answer(id, cached.value);
		const terms = termsOf(request, this.#takeRepeat(request));
		const admitted = this.#queue.admit({ terms, load: loadOf(request, stores), run: () => this.#send(id, request) });
		if (!admitted) this.#fail(id, terms.dropped);
	}

	/** Calls of this DataStoreRequestType that could be made now; none for kinds that are not modelled. */
	budgetOf(requestType: string): number {
		const kinds = budgetKindsOf(requestType);
		return kinds.length === 0 ? 0 : Math.min(...kinds.map((kind) => this.#queue.budget(kind)));
	}

	/** What was sent still lands; what waited for budget does not. */
	close(): void {
		this.#queue.close();
	}

	#send(id: number, request: StoreRequest): void {
		const { scheduler, random, latencies, faults, jobId } = this.#ports;
		const there = drawMicros(random, latencies.storeLeg);
		const back = drawMicros(random, latencies.storeLeg);
		const fate = faults.decide({ jobId, request });
		after(scheduler, there + fate.delayMicros, () => {
			if (fate.outcome === "refused") {
				after(scheduler, back, () => this.#fail(id, INTERNAL_SERVER_ERROR));
				return;
			}
			if (fate.outcome === "throttled") {
				after(scheduler, back, () => this.#fail(id, termsOf(request, false).dropped));
				return;
			}
			const isConflict = fate.outcome === "conflict" && request.kind === "store.cas";
			const value = isConflict ? { conflict: true } : this.#perform(request);
			after(scheduler, back, () => {
				if (fate.outcome === "answer-lost") return this.#fail(id, REQUEST_REJECTED);
				this.#learn(request, value);
				this.#answer(id, value);
			});
		});
	}

	#perform(request: StoreRequest): unknown {
		const { stores, jobId } = this.#ports;
		switch (request.kind) {
			case "store.get":
				return stores.read(request);
			case "store.cas":
				return stores.compareAndSet(request, request.expect, request, jobId) ?? { conflict: true };
			case "store.set":
				return stores.set(request, request, jobId);
			case "store.remove":
				return stores.remove(request, jobId);
			case "store.version":
				return toRecord(stores.version(request, request.version));
			case "store.versions":
				return stores.versions(request, request);
		}
	}

	#cached(request: StoreRequest): { readonly value: unknown } | undefined {
		if (request.kind !== "store.get" || request.api !== "GetAsync" || !request.useCache) return undefined;
		const cached = this.#cache.get(addressText(request));
		return cached !== undefined && cached.until > this.#ports.scheduler.now() ? cached : undefined;
	}

	/** Reads fill the cache, own writes refresh it; a conflict means that one more read of this update is paid for. */
	#learn(request: StoreRequest, value: unknown): void {
		const key = addressText(request);
		if (request.kind === "store.cas" && typeof value === "object" && value !== null && "conflict" in value) {
			this.#repeats.set(key, (this.#repeats.get(key) ?? 0) + 1);
			return;
		}
		if (request.kind === "store.version" || request.kind === "store.versions") return;
		const until = this.#ports.scheduler.now() + CACHE_MICROS;
		this.#cache.set(key, { value: request.kind === "store.remove" ? null : value, until });
	}

	#takeRepeat(request: StoreRequest): boolean {
		if (request.kind !== "store.get" || request.api !== "UpdateAsync") return false;
		const key = addressText(request);
		const owed = this.#repeats.get(key) ?? 0;
		if (owed > 0) this.#repeats.set(key, owed - 1);
		return owed > 0;
	}

	#answer(id: number, value: unknown): void {
		this.#ports.deliver({ t: "answer", id, ok: true, value });
	}

	#fail(id: number, problem: StoreProblem): void {
		this.#ports.deliver({ t: "answer", id, ok: false, error: describeProblem(problem) });
	}
}
