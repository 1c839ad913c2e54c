import type { Fence } from "../../fence/create-fence";
import { answers } from "../answers";
import type { RouteGuard } from "./route-guard";

/**
 * Turns game servers away while this database may not command their store: taking their receipts here would keep those
 * from the audit they belong to (`two-companions`). They try again, and lose nothing.
 */
export function whileCommanding(fence: Pick<Fence, "refusal">): RouteGuard {
	return (route) => (request) => {
		const refusal = fence.refusal();
		return refusal === undefined ? route(request) : answers.problem(refusal);
	};
}
