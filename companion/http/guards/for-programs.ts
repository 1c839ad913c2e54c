import type { CompanionConfig } from "../../config-type";
import { answers } from "../answers";
import { hasBearer } from "../check-bearer";
import type { RouteGuard } from "./route-guard";

/** Answers nobody but who holds the service key. */
export function forPrograms({ serviceKey }: Pick<CompanionConfig, "serviceKey">): RouteGuard {
	return (route) => (request) => (hasBearer(request, serviceKey) ? route(request) : answers.problem("unauthorized"));
}
