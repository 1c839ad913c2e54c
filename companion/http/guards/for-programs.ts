import { answers } from "../answers";
import type { Credentials } from "../credentials";
import type { RouteGuard } from "./route-guard";

/** Answers nobody but who holds a service key. */
export function forPrograms(credentials: Pick<Credentials, "isProgram">): RouteGuard {
	return (route) => (request) => (credentials.isProgram(request) ? route(request) : answers.problem("unauthorized"));
}
