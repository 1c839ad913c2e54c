import type { DatabaseWatch } from "../database/database-watch";
import type { Answers } from "./answers";
import type { Route, Routes } from "./create-app";

/** Of a file of which one part is not what was written, no other part is answered from either. */
export function refuseWhileDamaged(watch: Pick<DatabaseWatch, "trouble">, answers: Answers, routes: Routes): Routes {
	const guard =
		(route: Route): Route =>
		(request) =>
			watch.trouble() === "damaged" ? answers.problem("database-unavailable") : route(request);
	const { session, heartbeat, receipts, audit, auditExport, supply, richest } = routes;
	return {
		...routes,
		...{ session: guard(session), heartbeat: guard(heartbeat), receipts: guard(receipts), audit: guard(audit) },
		...{ auditExport: guard(auditExport), supply: guard(supply), richest: guard(richest) },
	};
}
