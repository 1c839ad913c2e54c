import { objectOr, parseJson, type JsonObject } from "../../json";
import type { LiveSettings } from "../live/live-settings";
import { errorCodeOf } from "./error-code";
import { evidenceText, NotAnswered, type Evidence } from "./question";

const TRY_MILLISECONDS = 15_000;

export interface Ask {
	readonly method: "GET" | "POST" | "PATCH" | "DELETE";
	/** Whole; see `addresses.ts`. */
	readonly url: string;
	/** Sent as JSON. */
	readonly body?: unknown;
	/** False for the calls that take no key. */
	readonly needsKey?: boolean;
}

/** An answer as it came. */
export interface Seen extends Evidence {
	readonly headers: Headers;
	/** Its body, where that is a JSON object; else an empty one. */
	readonly json: JsonObject;
}

/** Sends plain requests, not the client's, since the raw answer is what is wanted, and keeps what was seen. */
export class Probe {
	readonly settings: LiveSettings;
	/** A key of the store that nothing else uses. */
	readonly key: (name: string) => string;
	readonly evidence: Evidence[] = [];
	readonly #fetch: (request: Request) => Promise<Response>;

	constructor(settings: LiveSettings, key: (name: string) => string, fetch: (request: Request) => Promise<Response>) {
		this.settings = settings;
		this.key = key;
		this.#fetch = fetch;
	}

	/** Any status is an answer. */
	async ask(what: string, { method, url, body, needsKey = true }: Ask): Promise<Seen> {
		const headers = new Headers(needsKey ? { "x-api-key": this.settings.apiKey } : {});
		if (body !== undefined) headers.set("content-type", "application/json");
		const text = body === undefined ? null : JSON.stringify(body);
		const signal = AbortSignal.timeout(TRY_MILLISECONDS);
		// A redirect is not followed: the key would go where it leads.
		const request = new Request(url, { method, headers, body: text, redirect: "manual", signal });
		const response = await this.#fetch(request).catch(() => undefined);
		if (response === undefined) throw new NotAnswered(`${what}: no answer came`);
		const got = await response.text();
		const code = response.status < 400 ? undefined : errorCodeOf(got);
		const evidence: Evidence = { what, status: response.status, ...(code === undefined ? {} : { code }) };
		this.evidence.push(evidence);
		return { ...evidence, headers: response.headers, json: objectOr(parseJson(got)) };
	}

	/** What a question rests on has to work. */
	async need(what: string, ask: Ask): Promise<Seen> {
		const seen = await this.ask(what, ask);
		if (seen.status < 300) return seen;
		throw new NotAnswered(`${what}: ${evidenceText(seen)}`);
	}
}
