import { errorCode } from "./error-code";
import type { Ports } from "./ports";

/** The largest answer is an entry of 4,194,304 characters; beyond this it is none that Roblox documents. */
export const ANSWER_BYTES_MAX = 16_777_216;

/** An answer with its whole body, whatever its status. */
export interface Answered {
	readonly kind: "answered";
	readonly status: number;
	readonly headers: Headers;
	readonly text: string;
}

export type Exchange =
	| Answered
	| { readonly kind: "too-large"; readonly status: number }
	/**
	 * None, or not a whole one, within the time: whether the request took effect is then unknown. `code`: `timeout`, or how
	 * the machine names the failure.
	 */
	| { readonly kind: "no-answer"; readonly code: string }
	| { readonly kind: "cancelled" };

interface Limits {
	readonly milliseconds: number;
	readonly signal?: AbortSignal | undefined;
}

/** Sends one request and reads its whole answer. Redirects are not followed: the key would go where they lead. */
export function exchange(
	ports: Pick<Ports, "fetch" | "timers">,
	url: string,
	init: RequestInit,
	{ milliseconds, signal }: Limits,
): Promise<Exchange> {
	const abort = new AbortController();
	return new Promise((resolve) => {
		const end = (outcome: Exchange): void => {
			cancelTimer();
			signal?.removeEventListener("abort", takeBack);
			resolve(outcome);
		};
		const takeBack = (): void => {
			end({ kind: "cancelled" });
			abort.abort();
		};
		const cancelTimer = ports.timers.after(milliseconds, () => {
			end({ kind: "no-answer", code: "timeout" });
			abort.abort();
		});
		if (signal?.aborted === true) return takeBack();
		signal?.addEventListener("abort", takeBack, { once: true });
		const request = new Request(url, { ...init, redirect: "manual", signal: abort.signal });
		ports
			.fetch(request)
			.then((response) => readWhole(response))
			.then(end, (problem: unknown) => end({ kind: "no-answer", code: errorCode(problem) }));
	});
}

async function readWhole(response: Response): Promise<Exchange> {
	const { status, headers } = response;
	if (response.body === null) return { kind: "answered", status, headers, text: "" };
	const body: ReadableStream<Uint8Array> = response.body;
	const reader = body.getReader();
	const decoder = new TextDecoder();
	let text = "";
	let bytes = 0;
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return { kind: "answered", status, headers, text: text + decoder.decode() };
		bytes += value.byteLength;
		if (bytes > ANSWER_BYTES_MAX) {
			await reader.cancel();
			return { kind: "too-large", status };
		}
		text += decoder.decode(value, { stream: true });
	}
}
