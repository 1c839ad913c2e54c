import fc from "fast-check";
import { connect } from "node:net";
import { expect, test } from "bun:test";
import { createCompanion } from "../create-companion";
import { openDatabase } from "../database/open-database";
import { machinePorts } from "../machine-ports";
import { createFakeRoblox } from "../testing/fake-roblox";
import { TEST_CONFIG } from "../testing/test-companion";
import { deriveServerKey } from "../servers/server-keys";
import { anyRequest, type AnyRequest } from "./testing/any-request";
import { findSurprisesAt } from "./testing/check-answer";
import { withCredential } from "./testing/sign-any-request";

const SEED = 20_260_102;
/** For slow machines; it takes a second. */
const TEST_MILLISECONDS_MAX = 60_000;

/** The companion on a socket of this machine, with its clock. */
function listen() {
	const database = openDatabase(":memory:");
	const events: string[] = [];
	const companion = createCompanion(
		{
			...machinePorts,
			database,
			fetch: createFakeRoblox().fetch,
			afterTurn: (run) => void setImmediate(run),
			log: ({ event }) => events.push(event),
		},
		TEST_CONFIG,
	);
	companion.start();
	const server = Bun.serve({
		port: 0,
		hostname: "127.0.0.1",
		fetch: (request, listener) => companion.handle(request, listener.requestIP(request)?.address),
	});
	return {
		events,
		port: server.port ?? 0,
		stop: async () => {
			await server.stop(true);
			companion.stop();
			database.close();
		},
	};
}

function headersOf(request: AnyRequest): Record<string, string> {
	const nowSeconds = Math.floor(Date.now() / 1000);
	const server = deriveServerKey(TEST_CONFIG.keys.hmacSecrets[0], "job-1", nowSeconds + 3_600);
	return withCredential(request, { config: TEST_CONFIG, server, nowSeconds });
}

test(
	"over a socket the answers are the described ones too",
	async () => {
		const { port, events, stop } = listen();
		try {
			const property = fc.asyncProperty(anyRequest, async (request) => {
				const { method, target, body } = request;
				const isBodiless = method === "GET" || method === "HEAD" || body === undefined;
				const init = { method, headers: headersOf(request), ...(isBodiless ? {} : { body }) };
				const response = await fetch(`http://127.0.0.1:${port}${target}`, init);
				expect(await findSurprisesAt(method, target, response)).toEqual([]);
			});
			await fc.assert(property, { seed: SEED, numRuns: 100 });
			expect(events).not.toContain("request-failed");
		} finally {
			await stop();
		}
	},
	TEST_MILLISECONDS_MAX,
);

/** What no client library sends, and the status of its answer; Bun itself refuses some of it with a bare one. */
test.each([
	["GET /log/transactions HTTP/1.1\r\nHost: [bad", "200"],
	["GET /log/transactions HTTP/1.1\r\nHost: a b", "200"],
	["GET /log/transactions HTTP/1.1\r\nHost: x/y?z", "200"],
	["GET /log/transactions?limit=1 HTTP/1.0", "200"],
	["GET /health/live HTTP/1.0", "200"],
	["GET http://other.example/log/transactions HTTP/1.1\r\nHost: purser.test", "200"],
	["GET /%ff%fe?%00=%E0%A4%A HTTP/1.1\r\nHost: purser.test", "404"],
	["GET /\x80\xff HTTP/1.1\r\nHost: purser.test", "404"],
	["TRACE /health HTTP/1.1\r\nHost: purser.test", "404"],
	["OPTIONS * HTTP/1.1\r\nHost: purser.test", "400"],
	["POST /game/heartbeat HTTP/1.1\r\nHost: purser.test\r\nContent-Length: 99999999", "413"],
	["POST /game/session HTTP/1.1\r\nHost: purser.test\r\nContent-Length: -1", "400"],
	["POST /game/session HTTP/1.1\r\nHost: purser.test\r\nTransfer-Encoding: chunked\r\nContent-Length: 5", "400"],
])("%p is answered with %s", async (head, status) => {
	const { port, events, stop } = listen();
	try {
		const authorization = `Authorization: Bearer ${TEST_CONFIG.keys.serviceKeys[0]}`;
		const answer = await sendRaw(port, `${head}\r\n${authorization}\r\nConnection: close\r\n\r\n`);
		expect(answer.slice(0, 12)).toBe(`HTTP/1.1 ${status}`);
		expect(events).not.toContain("request-failed");
	} finally {
		await stop();
	}
});

/** Everything that comes back until the other side closes, or says no more for a moment. */
function sendRaw(port: number, text: string): Promise<string> {
	return new Promise((resolve, reject) => {
		let answer = "";
		const socket = connect(port, "127.0.0.1", () => socket.end(text, "latin1"));
		socket.setTimeout(1_000, () => socket.destroy());
		socket.on("data", (bytes) => (answer += bytes.toString("latin1")));
		socket.on("error", reject);
		socket.on("close", () => resolve(answer));
	});
}
