import type { Ports } from "../ports";
import { exchange, type Answered } from "../exchange";

/** What became of a request. `code`: `timeout`, or how the machine names the failure, `ECONNREFUSED` for one. */
export type Asked = Answered | { readonly kind: "no-answer"; readonly code: string };

const ANSWER_WITHIN_MILLISECONDS = 10_000;

/** Asks once and reads the whole answer, following no redirect. Never rejects; resolves within 10 s. */
export async function ask(
	ports: Pick<Ports, "fetch" | "timers">,
	url: string,
	headers: Readonly<Record<string, string>> = {},
): Promise<Asked> {
	const asked = await exchange(ports, url, { headers }, { milliseconds: ANSWER_WITHIN_MILLISECONDS });
	return asked.kind === "answered" || asked.kind === "no-answer" ? asked : { kind: "no-answer", code: asked.kind };
}
