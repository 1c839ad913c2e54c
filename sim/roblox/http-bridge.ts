import { after, SECOND, type Scheduler } from "../clock/scheduler";
import type { HttpAnswer, HttpRequestRecord, InboxRecord } from "../luau/records";
import type { Random } from "../random";
import type { EventListener } from "./events";
import type { HttpFaults } from "./faults";
import { buildRequest, type BuiltRequest, type HttpIdentity } from "./http-request";
import { drawMicros, type Latencies } from "./latencies";
import { RateWindow } from "./rate-window";

/** Creator-docs, `classes/HttpService`: requests to external hosts a minute, each server for itself. */
export const HTTP_REQUESTS_PER_MINUTE = 500;
/** The engine's default is not documented. */
const TIMEOUT_SECONDS_DEFAULT = 60;

export interface HttpBridgePorts extends HttpIdentity {
	readonly jobId: string;
	readonly scheduler: Scheduler;
	readonly random: Random;
	readonly latencies: Latencies;
	readonly faults: HttpFaults;
	/** Host and port of the one host that exists; every other refuses the connection. */
	readonly companionHost: string;
	readonly fetchCompanion: (request: Request) => Promise<Response>;
	readonly emit: EventListener;
	readonly deliver: (record: InboxRecord) => void;
}

/** What a proxy in front of the companion says when something behind it goes wrong. */
const INTERNAL_ERROR: HttpAnswer = { status: 500, statusText: "Internal Server Error", headers: {}, body: "" };

type Outgoing = Extract<BuiltRequest, { readonly ok: true }>;

/** HttpService:RequestAsync of one server. Any status is an answer; only trouble on the way raises. */
export class HttpBridge {
	readonly #ports: HttpBridgePorts;
	readonly #rate: RateWindow;

	constructor(ports: HttpBridgePorts) {
		this.#ports = ports;
		this.#rate = new RateWindow(ports.scheduler, () => HTTP_REQUESTS_PER_MINUTE);
	}

	/** Answers later through `deliver`, under the same id. */
	request(id: number, record: HttpRequestRecord): void {
		const built = buildRequest(record, this.#ports);
		if (!built.ok) return this.#fail(id, built.error);
		if (!this.#rate.take()) return this.#fail(id, "Number of requests exceeded limit");
		this.#exchange(id, built, record.timeout);
	}

	#exchange(id: number, outgoing: Outgoing, timeoutSeconds: number): void {
		const { scheduler, random, latencies, faults, jobId, companionHost } = this.#ports;
		const there = drawMicros(random, latencies.httpLeg);
		const back = drawMicros(random, latencies.httpLeg);
		const fate = faults.decide({ jobId, method: outgoing.method, url: outgoing.url.href });
		const sent = { kind: "http.sent", jobId, url: outgoing.url.href, body: outgoing.body ?? "" } as const;
		this.#ports.emit(sent, scheduler.now());
		let isOver = false;
		const finish = (answer: () => void): void => {
			if (isOver) return;
			isOver = true;
			cancelTimeout();
			answer();
		};
		const failLater = (): void => {
			after(scheduler, back, () => finish(() => this.#fail(id, "HttpError: ConnectFail")));
		};
		const limit = timeoutSeconds > 0 ? Math.min(timeoutSeconds, TIMEOUT_SECONDS_DEFAULT) : TIMEOUT_SECONDS_DEFAULT;
		const cancelTimeout = after(scheduler, limit * SECOND, () => finish(() => this.#fail(id, "HttpError: Timedout")));
		after(scheduler, there + fate.delayMicros, () => {
			if (fate.outcome === "refused" || outgoing.url.host !== companionHost) return failLater();
			const answerLater = (answer: HttpAnswer): void => {
				after(scheduler, back, () => finish(() => this.#answer(id, outgoing.url.href, answer)));
			};
			if (fate.outcome === "error-500") return answerLater(INTERNAL_ERROR);
			const spoilLater = (real: HttpAnswer | null): void => {
				const reply = fate.outcome === "spoilt" ? fate.spoil(real) : null;
				if (reply !== null) answerLater({ statusText: "", ...reply });
			};
			if (fate.outcome === "spoilt" && !fate.isDone) return spoilLater(null);
			this.#fetch(outgoing).then((answer) => {
				if (fate.outcome === "answer-lost") return;
				if (fate.outcome === "spoilt") return spoilLater(answer);
				answerLater(fate.outcome === "error-500-though-done" ? INTERNAL_ERROR : answer);
			}, failLater);
		});
	}

	async #fetch(outgoing: Outgoing): Promise<HttpAnswer> {
		const { url, method, headers, body } = outgoing;
		const response = await this.#ports.fetchCompanion(new Request(url.href, { method, headers, body }));
		return {
			status: response.status,
			statusText: response.statusText,
			headers: Object.fromEntries(response.headers),
			body: await response.text(),
		};
	}

	#answer(id: number, url: string, answer: HttpAnswer): void {
		const { emit, scheduler, jobId, deliver } = this.#ports;
		emit({ kind: "http.answered", jobId, url, body: answer.body }, scheduler.now());
		deliver({ t: "answer", id, ok: true, value: answer });
	}

	#fail(id: number, error: string): void {
		this.#ports.deliver({ t: "answer", id, ok: false, error });
	}
}
