import type { StoreRequest } from "../luau/records";

/**
 * Where the world may go wrong, asked at each decision. `refused` never reached the service, `answer-lost` did its
 * work and the caller is told of a failure: the platform promises no way to tell the two apart.
 */
export interface Fate<Outcome extends string = never> {
	readonly outcome: "usual" | "refused" | "answer-lost" | Outcome;
	/** Added to the way there, in microseconds. */
	readonly delayMicros: number;
}

/**
 * `throttled`: dropped with the documented code of its kind. `conflict`: the second half of an UpdateAsync finds that
 * somebody wrote in between, so that the engine runs the transform again; other calls take it as `usual`.
 */
export type StoreFate = Fate<"throttled" | "conflict">;

/** What comes back over HTTP. */
export interface HttpReply {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/** The caller gets something else than what the service said. `spoilt-replies.ts` has the usual ones. */
export interface SpoiltFate {
	readonly outcome: "spoilt";
	/** Added to the way there, in microseconds. */
	readonly delayMicros: number;
	/** Whether the service does its work before. */
	readonly isDone: boolean;
	/** Makes what arrives, from what the service said where it did its work; null: nothing arrives, ever. */
	readonly spoil: (real: HttpReply | null) => HttpReply | null;
}

/** Both errors answer with status 500; behind the second one the work was done. */
export type HttpFate = Fate<"error-500" | "error-500-though-done"> | SpoiltFate;

export interface StoreFaults {
	decide(call: { readonly jobId: string; readonly request: StoreRequest }): StoreFate;
}

export interface MessageFaults {
	/** Delays in microseconds, one for each copy that arrives: none is a loss, two a duplicate. */
	decide(copy: MessageCopy): readonly number[];
}

export interface MessageCopy {
	readonly topic: string;
	readonly jobId: string;
	readonly data: string;
	/** The delay that was drawn for this copy, in microseconds. */
	readonly usualDelayMicros: number;
}

/** `jobId` is null where the companion calls Open Cloud. */
export interface HttpFaults {
	decide(call: { readonly jobId: string | null; readonly method: string; readonly url: string }): HttpFate;
}

export interface Faults {
	readonly stores: StoreFaults;
	readonly messages: MessageFaults;
	readonly http: HttpFaults;
}

export const USUAL_FATE: Fate = { outcome: "usual", delayMicros: 0 };

export const NO_FAULTS: Faults = {
	stores: { decide: () => USUAL_FATE },
	messages: { decide: (copy) => [copy.usualDelayMicros] },
	http: { decide: () => USUAL_FATE },
};
