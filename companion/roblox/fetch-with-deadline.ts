import type { Ports } from "../ports";

/** The answer, or `undefined` when none came in time: whether the request took effect is then unknown. */
export async function fetchWithDeadline(
	ports: Pick<Ports, "fetch" | "timers">,
	milliseconds: number,
	url: string,
	init: RequestInit,
): Promise<Response | undefined> {
	const abort = new AbortController();
	const answered = ports.fetch(new Request(url, { ...init, signal: abort.signal })).catch(() => undefined);
	return await new Promise((resolve) => {
		const cancel = ports.timers.after(milliseconds, () => {
			resolve(undefined);
			abort.abort();
		});
		void answered.then((response) => {
			cancel();
			resolve(response);
		});
	});
}
