import { Elysia } from "elysia";
import type { DatabaseWatch } from "../database/database-watch";
import type { Ports } from "../ports";
import { answers, type Answer } from "./answers";
import { createCorrelationIds } from "./correlation-ids";
import { ROUTES, type RouteName } from "./openapi/routes/index";
import { renderAnswer } from "./render-answer";

/** What a route does with a request. Whatever it throws becomes a problem without details. */
export type Route = (request: Request) => Answer | Promise<Answer>;

export type Routes = Readonly<Record<RouteName, Route>>;

interface Parts extends Pick<Ports, "random" | "log"> {
	readonly watch: Pick<DatabaseWatch, "note">;
}

/**
 * The HTTP face. Bodies are left unparsed (`parse: "none"`), because signatures cover the raw bytes; `onError` stands
 * first, since Elysia applies it only to what is registered after it.
 */
export function createApp(parts: Parts, routes: Routes) {
	const nextId = createCorrelationIds(parts.random);

	async function serve(name: RouteName, request: Request): Promise<Response> {
		const correlationId = nextId();
		let answer: Answer;
		try {
			answer = await routes[name](request);
		} catch (error) {
			answer = logFailure(correlationId, error);
		}
		return renderAnswer(answer, correlationId);
	}

	function logFailure(correlationId: string, error: unknown): Answer {
		const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
		parts.log({ level: "error", event: "request-failed", facts: { correlationId, error: text } });
		return answers.problem(parts.watch.note(error) ? "database-unavailable" : "internal");
	}

	const app = new Elysia({ strictPath: true }).onError(({ code, error }) => {
		const correlationId = nextId();
		const answer = code === "NOT_FOUND" ? answers.problem("not-found") : logFailure(correlationId, error);
		return renderAnswer(answer, correlationId);
	});
	for (const [name, { method, path }] of listRoutes()) {
		app.route(method.toUpperCase(), path, ({ request }) => serve(name, request), { parse: "none" });
	}
	return app;
}

function listRoutes() {
	const isRouteName = (name: string): name is RouteName => Object.hasOwn(ROUTES, name);
	const names = Object.keys(ROUTES).filter(isRouteName);
	return names.map((name) => [name, ROUTES[name]] as const);
}

export type App = ReturnType<typeof createApp>;
