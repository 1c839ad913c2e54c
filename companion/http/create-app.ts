import { Elysia } from "elysia";
import type { DatabaseWatch } from "../database/database-watch";
import type { Tallies } from "../metrics/create-tallies";
import type { Ports } from "../ports";
import { answers, type Answer } from "./answers";
import { createCorrelationIds } from "./correlation-ids";
import type { RequestLimits } from "./limits/request-limits";
import { ROUTES, type RouteName } from "./openapi/routes/index";
import type { Peers } from "./peers";
import { renderAnswer } from "./render-answer";

/** What a route does with a request. Whatever it throws becomes a problem without details. */
export type Route = (request: Request) => Answer | Promise<Answer>;

export type Routes = Readonly<Record<RouteName, Route>>;

interface Parts {
	readonly ports: Pick<Ports, "random" | "log">;
	readonly routes: Routes;
	readonly limits: RequestLimits;
	readonly peers: Pick<Peers, "addressOf">;
	readonly watch: Pick<DatabaseWatch, "note">;
	readonly noteAnswer: Tallies["noteAnswer"];
}

/** Whoever restarts a process by these must not be misled by a rush; they cost next to nothing. */
const NEVER_LIMITED: readonly RouteName[] = ["live", "ready"];

/**
 * The HTTP face. Bodies are left unparsed (`parse: "none"`), because signatures cover the raw bytes; `onError` stands
 * first, since Elysia applies it only to what is registered after it.
 */
export function createApp({ ports, routes, limits, peers, watch, noteAnswer }: Parts) {
	const nextId = createCorrelationIds(ports.random);

	async function serve(name: RouteName, request: Request): Promise<Response> {
		const correlationId = nextId();
		return finish(name, await answerOf(name, request, correlationId), correlationId);
	}

	function finish(name: RouteName | "none", answer: Answer, correlationId: string): Response {
		noteAnswer(name, answer);
		return renderAnswer(answer, correlationId);
	}

	async function answerOf(name: RouteName, request: Request, correlationId: string): Promise<Answer> {
		if (NEVER_LIMITED.includes(name)) return await ask(name, request, correlationId);
		const sender = limits.senderOf(request, peers.addressOf(request));
		const refusal = limits.refuse(sender);
		if (refusal !== undefined) return answers.problem(refusal);
		const answer = await ask(name, request, correlationId);
		if (answer.kind === "problem") limits.noteRefusal(sender, answer.code);
		return answer;
	}

	async function ask(name: RouteName, request: Request, correlationId: string): Promise<Answer> {
		try {
			return await routes[name](request);
		} catch (error) {
			return logFailure(correlationId, error);
		}
	}

	function logFailure(correlationId: string, error: unknown): Answer {
		const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
		ports.log({ level: "error", event: "request-failed", facts: { correlationId, error: text } });
		return answers.problem(watch.note(error) ? "database-unavailable" : "internal");
	}

	const app = new Elysia({ strictPath: true }).onError(({ code, error }) => {
		const correlationId = nextId();
		const answer = code === "NOT_FOUND" ? answers.problem("not-found") : logFailure(correlationId, error);
		return finish("none", answer, correlationId);
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
