import type { LogEntry } from "../../../ports";
import { createFakeTime } from "../../../testing/fake-time";
import type { Load } from "../budgets";
import { createOpenCloud, type OpenCloudSettings } from "../create-open-cloud";

const SETTINGS: OpenCloudSettings = {
	robloxApiUrl: "http://roblox.test",
	robloxUsersUrl: "http://users.test",
	universeId: "4711",
	apiKeys: ["first-key"],
	conditionalWrites: "v1",
};

/** `"no answer"`: the connection breaks. `"silence"`: nothing ever comes back. */
export type Scripted = Response | "no answer" | "silence";

/** A client on a clock that is moved by hand, whose requests get the answers that a test wrote down. */
export function createScriptedCloud(
	settings: Partial<OpenCloudSettings> = {},
	load: Load = { servers: 7, players: 25 },
) {
	const time = createFakeTime(0);
	const answers: Scripted[] = [];
	const requests: { readonly request: Request; readonly body: string; readonly at: number }[] = [];
	const log: LogEntry[] = [];
	const fetch = async (request: Request): Promise<Response> => {
		requests.push({ request, body: await request.text(), at: time.clock.now() });
		const answer = answers.shift();
		if (answer === undefined || answer === "no answer") throw new Error("connection lost");
		return answer === "silence" ? await new Promise(() => undefined) : answer;
	};
	const ports = {
		...{ clock: time.clock, timers: time.timers, fetch },
		// Full jitter at its longest.
		random: { hex: () => "", fraction: () => 1 },
		log: (entry: LogEntry) => void log.push(entry),
	};
	const cloud = createOpenCloud(ports, { ...SETTINGS, ...settings }, () => load);
	return {
		...{ cloud, time, answers, requests, log },
		/** Method and path of each request, without the host. */
		sent: () => requests.map(({ request }) => `${request.method} ${request.url.replace(/^http:\/\/[^/]+/, "")}`),
		/** Milliseconds at which each request went out. */
		sentAt: () => requests.map(({ at }) => at),
		/** Lets two minutes pass, far more than any deadline. */
		run: async <Value>(work: Promise<Value>): Promise<Value> => {
			await time.advance(120_000);
			return await work;
		},
	};
}

export function status(code: number, headers: Readonly<Record<string, string>> = {}): Response {
	return Response.json({ code: "X", message: "y" }, { status: code, headers });
}
