import type { Contract } from "./contract";
import { readAnswer, readRequest, type GotAnswer, type SentRequest } from "./exchange";
import { recordExchanges, type Recording } from "./record-exchanges";

type Fetch = (request: Request) => Promise<Response>;

/** What the checker is shown in place of what was sent. */
export interface Alteration {
	readonly request?: (request: SentRequest) => SentRequest;
	readonly answer?: (answer: GotAnswer) => GotAnswer;
}

/**
 * A recording of exchanges that look altered to the checker, while client and service go on as if they had agreed on the
 * change: two of ours that share a mistake are just what the official description is there to find.
 */
export function recordAltered(
	contract: Contract,
	fetch: Fetch,
	{ request = asIs, answer = asIs }: Alteration,
): { readonly recording: Recording; readonly fetch: Fetch } {
	const questions = new Map<Request, () => Promise<Response>>();
	const recording = recordExchanges(contract, async (altered) => {
		const ask = questions.get(altered);
		if (ask === undefined) throw new Error("the checker passed on what it was not given");
		return responseOf(answer(await readAnswer(await ask())));
	});
	return {
		recording,
		fetch: async (sent) => {
			const altered = requestOf(request(await readRequest(sent)));
			let original: Response | undefined;
			questions.set(altered, async () => (original = await fetch(sent)));
			await recording.fetch(altered);
			if (original === undefined) throw new Error("the checker did not ask");
			return original;
		},
	};
}

function requestOf({ method, url, headers, body }: SentRequest): Request {
	return new Request(url.href, { method, headers, body: body === "" ? null : body });
}

function responseOf({ status, headers, body }: GotAnswer): Response {
	return new Response(body === "" ? null : body, { status, headers });
}

function asIs<Message>(message: Message): Message {
	return message;
}
