import type { DatabaseWatch } from "../../database/database-watch";
import { answers } from "../answers";
import type { RouteGuard } from "./route-guard";

/** Of a file of which one part is not what was written, no other part is answered from either. */
export function whileSound(watch: Pick<DatabaseWatch, "trouble">): RouteGuard {
	return (route) => (request) =>
		watch.trouble() === "damaged" ? answers.problem("database-unavailable") : route(request);
}
