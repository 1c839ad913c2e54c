import { Elysia } from "elysia";
import type { Answers } from "./answers";
import type { HealthCheck } from "./health";

/** What a route does with a request. Whatever it throws becomes a problem without details. */
export type Route = (request: Request) => Response | Promise<Response>;

export interface Routes {
	readonly session: Route;
	readonly heartbeat: Route;
	readonly receipts: Route;
	readonly audit: Route;
	readonly auditExport: Route;
	readonly supply: Route;
	readonly richest: Route;
}

/**
 * The HTTP face. Bodies are left unparsed (`parse: "none"`), because signatures cover the raw bytes; `onError` stands
 * first, since Elysia applies it only to what is registered after it.
 */
export function createApp(answers: Answers, routes: Routes, health: HealthCheck) {
	return new Elysia()
		.onError(({ code, error }) => (code === "NOT_FOUND" ? answers.problem("not-found") : answers.internal(error)))
		.get("/health", () => {
			const report = health.report();
			return answers.json(report, report.status === "down" ? 503 : 200);
		})
		.get("/health/live", () => answers.json({ status: "ok" }))
		.get("/health/ready", () => {
			const ready = health.isReady();
			return answers.json({ status: ready ? "ok" : "down" }, ready ? 200 : 503);
		})
		.post("/game/session", ({ request }) => routes.session(request), { parse: "none" })
		.post("/game/heartbeat", ({ request }) => routes.heartbeat(request), { parse: "none" })
		.post("/log/transactions", ({ request }) => routes.receipts(request), { parse: "none" })
		.get("/log/transactions", ({ request }) => routes.audit(request))
		.get("/log/transactions/export", ({ request }) => routes.auditExport(request))
		.get("/log/supply", ({ request }) => routes.supply(request))
		.get("/log/wallets/top", ({ request }) => routes.richest(request));
}

export type App = ReturnType<typeof createApp>;
