import type { Answers } from "../http/answers";
import type { Route, Routes } from "../http/create-app";
import type { Fence } from "./create-fence";

/**
 * Turns game servers away while this database may not command their store: taking their receipts here would keep those
 * from the audit they belong to (`two-companions`). They try again, and lose nothing.
 */
export function guardRoutes(fence: Pick<Fence, "refusal">, answers: Answers, routes: Routes): Routes {
	const guard =
		(route: Route): Route =>
		(request) => {
			const refusal = fence.refusal();
			return refusal === undefined ? route(request) : answers.problem(refusal);
		};
	const { session, heartbeat, receipts } = routes;
	return { ...routes, session: guard(session), heartbeat: guard(heartbeat), receipts: guard(receipts) };
}
