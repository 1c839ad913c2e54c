import type { HttpFate, SpoiltFate } from "../faults";

/** Statuses that may have no body, not even an empty one. */
const BODILESS = [204, 304];

/** Whether the call gets as far as the service. */
export function reachesService(fate: HttpFate): boolean {
	if (fate.outcome === "spoilt") return fate.isDone;
	return fate.outcome !== "refused" && fate.outcome !== "error-500";
}

/** What arrives instead of the service's answer. Never settles where nothing arrives. */
export async function spoiltAnswer(fate: SpoiltFate, real: Response | undefined): Promise<Response> {
	const reply = fate.spoil(
		real === undefined
			? null
			: { status: real.status, headers: Object.fromEntries(real.headers), body: await real.text() },
	);
	if (reply === null) return await new Promise<never>(() => undefined);
	const { status, headers, body } = reply;
	return new Response(BODILESS.includes(status) ? null : body, { status, headers });
}
