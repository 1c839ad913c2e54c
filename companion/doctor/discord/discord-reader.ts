import { bunPlatform } from "../../../shared/bun/platform";
import type { Ports } from "../../ports";
import { ask, type Asked } from "../ask";
import { bad, type Finding } from "../finding";
import { numberIn } from "../../answer-fields";

/** `code`: Discord's own error code, where the answer held one. */
export type DiscordReply =
	| { readonly kind: "answer"; readonly status: number; readonly code: number | undefined; readonly body: unknown }
	| { readonly kind: "no-answer"; readonly code: string };

export interface DiscordReader {
	/** Asks for a path below the API's version, once however many checks want it. Never rejects. */
	get(path: `/${string}`): Promise<DiscordReply>;
}

/** Discord blocks clients without an agent of this form. Source: Discord, Reference, User Agent. */
const USER_AGENT = "DiscordBot (https://purser.example.com, 1)";

export function createDiscordReader(
	ports: Pick<Ports, "fetch" | "timers">,
	target: { readonly apiUrl: string; readonly token: string | undefined },
): DiscordReader {
	const known = new Map<string, Promise<DiscordReply>>();
	const authorization = target.token === undefined ? undefined : { authorization: `Bot ${target.token}` };

	const send = (path: string): Promise<Asked> =>
		ask(ports, `${target.apiUrl}/v10${path}`, { "user-agent": USER_AGENT, ...authorization });

	async function read(path: string): Promise<DiscordReply> {
		let asked = await send(path);
		const pause = asked.kind === "answered" && asked.status === 429 ? readPause(asked.headers) : undefined;
		if (pause !== undefined) {
			await new Promise<void>((resolve) => void ports.timers.after(pause, resolve));
			asked = await send(path);
		}
		if (asked.kind === "no-answer") return asked;
		const body = bunPlatform.decodeJson(asked.text);
		return { kind: "answer", status: asked.status, code: numberIn(body, "code"), body };
	}

	return {
		get(path) {
			const reply = known.get(path) ?? read(path);
			known.set(path, reply);
			return reply;
		},
	};
}

/** A running bot uses the same limits; whole seconds. Longer than this nobody waits at a terminal. */
const PAUSE_SECONDS_MAX = 10;

function readPause(headers: Headers): number | undefined {
	const seconds = Number(headers.get("retry-after") ?? Number.NaN);
	return seconds >= 0 && seconds <= PAUSE_SECONDS_MAX ? seconds * 1_000 : undefined;
}

/** For whatever a check has no words of its own for. */
export function unexpected(what: string, reply: DiscordReply): Finding {
	if (reply.kind === "no-answer")
		return bad(`Discord did not answer when asked for ${what} (${reply.code}); try again`);
	const code = reply.code === undefined ? "" : `, code ${reply.code}`;
	const isBusy = reply.status === 429 || reply.status >= 500;
	const advice = isBusy ? "try again in some minutes" : "look the code up in Discord's documentation";
	return bad(`Discord refused to show ${what} (HTTP ${reply.status}${code}); ${advice}`);
}
