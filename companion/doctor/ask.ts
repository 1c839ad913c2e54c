import type { Ports } from "../ports";

/** What became of a request. `code`: `timeout`, or how the machine names the failure, `ECONNREFUSED` for one. */
export type Asked =
	| { readonly kind: "answer"; readonly response: Response; readonly text: string }
	| { readonly kind: "no-answer"; readonly code: string };

const ANSWER_WITHIN_MILLISECONDS = 10_000;

/** Asks once and reads the whole answer, following no redirect. Never rejects; resolves within 10 s. */
export function ask(
	ports: Pick<Ports, "fetch" | "timers">,
	url: string,
	headers: Readonly<Record<string, string>> = {},
): Promise<Asked> {
	const abort = new AbortController();
	return new Promise((resolve) => {
		const cancel = ports.timers.after(ANSWER_WITHIN_MILLISECONDS, () => {
			resolve({ kind: "no-answer", code: "timeout" });
			abort.abort();
		});
		void read(ports, new Request(url, { headers, redirect: "manual", signal: abort.signal })).then((asked) => {
			cancel();
			resolve(asked);
		});
	});
}

async function read(ports: Pick<Ports, "fetch">, request: Request): Promise<Asked> {
	try {
		const response = await ports.fetch(request);
		return { kind: "answer", response, text: await response.text() };
	} catch (problem) {
		return { kind: "no-answer", code: codeOf(problem) };
	}
}

function codeOf(problem: unknown): string {
	if (!(problem instanceof Error)) return "unknown";
	return "code" in problem && typeof problem.code === "string" ? problem.code : problem.name;
}
