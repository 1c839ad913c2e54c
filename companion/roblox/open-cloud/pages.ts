import { fail, ok, type Result } from "../../../shared/result";
import type { CallOptions, OpenCloudProblem } from "./open-cloud";
import type { OpenCloudPorts } from "./call";
import { DEADLINE_MILLISECONDS } from "./send";

/** Reads one page and answers with the token of the next, empty at the end. */
type ReadPage = (token: string, options: CallOptions) => Promise<Result<string, OpenCloudProblem>>;

/** All pages of a list within one deadline. A token that comes again would never end, so it is `unreadable`. */
export async function readPages(
	{ clock }: Pick<OpenCloudPorts, "clock">,
	options: CallOptions = {},
	readPage: ReadPage,
	operation: string,
): Promise<Result<undefined, OpenCloudProblem>> {
	const deadlineAt = clock.now() + (options.deadlineMilliseconds ?? DEADLINE_MILLISECONDS);
	const seen = new Set<string>();
	for (let token = ""; ;) {
		const next = await readPage(token, { ...options, deadlineMilliseconds: deadlineAt - clock.now() });
		if (!next.ok) return next;
		if (next.value === "") return ok(undefined);
		if (seen.has(next.value)) {
			return fail({ code: "unreadable", operation, retriable: false, outcomeUnknown: false });
		}
		seen.add(next.value);
		token = next.value;
	}
}
