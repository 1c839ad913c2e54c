import type { Code } from "../../../shared/codes";

/** A JSON Schema (2020-12), as OpenAPI 3.1 holds it. */
export type Schema = Readonly<Record<string, unknown>>;

/** Who may ask: anybody, programs with the service key, a game server by its key, or whoever shares the game's secret. */
export type Credential = "none" | "service-key" | "server-key" | "game-secret";

export interface ParameterDescription {
	readonly name: string;
	readonly in: "query" | "header";
	readonly about: string;
	readonly required: boolean;
	readonly schema: Schema;
}

export interface AnswerDescription {
	readonly about: string;
	readonly contentType: string;
	/** Of the same answer in another form, when it was asked for. */
	readonly otherContentType?: string;
	readonly schema: Schema;
}

/** All there is to know about a route from outside. The route is registered by it, and the OpenAPI document is made of it. */
export interface RouteDescription {
	readonly method: "get" | "post";
	readonly path: string;
	/** One line. */
	readonly summary: string;
	readonly about: string;
	readonly credential: Credential;
	/** Beside those that the credential brings along. */
	readonly parameters?: readonly ParameterDescription[];
	readonly body?: Schema;
	/** By status: what it says when it did as it was asked. */
	readonly answers: Readonly<Record<number, AnswerDescription>>;
	/** Every code it may refuse with; `internal` goes without saying. */
	readonly problems: readonly Code[];
}
