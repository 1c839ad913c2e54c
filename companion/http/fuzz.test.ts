import fc from "fast-check";
import { expect, test } from "bun:test";
import { bunPlatform } from "../../shared/bun/platform";
import { changeRequest, startTestCompanion, type TestCompanion } from "../testing/test-companion";
import { startTestServer, type TestServer } from "../testing/test-server";
import { ROUTES } from "./openapi/routes/index";
import type { RouteDescription } from "./openapi/route-description";
import { anyRequest, type AnyRequest } from "./testing/any-request";
import { findSurprisesAt, isRightBody } from "./testing/check-answer";
import { withCredential } from "./testing/sign-any-request";

/** Fixed, so that a failure is the same for everybody. Another seed is worth a try after every change of a route. */
const SEED = 20_260_101;
const RUNS = 25;
/** For slow machines; it takes a second or two. */
const TEST_MILLISECONDS_MAX = 60_000;

async function setUp(): Promise<{ world: TestCompanion; server: TestServer }> {
	const world = startTestCompanion();
	const server = await startTestServer(world, "job-1");
	await server.beat();
	await world.settled(world.companion.ledger.submit(changeRequest()));
	await world.settled(world.companion.ledger.submit(changeRequest({ id: "discord:2", userId: 1 })));
	return { world, server };
}

async function send(world: TestCompanion, server: TestServer, request: AnyRequest): Promise<Response> {
	const nowSeconds = Math.floor(world.time.clock.now() / 1000);
	const headers = withCredential(request, { config: world.config, server: server.session, nowSeconds });
	const isBodiless = request.method === "GET" || request.method === "HEAD" || request.body === undefined;
	const { method, target, body } = request;
	const init = { method, headers, ...(isBodiless ? {} : { body }) };
	return await world.settled(world.companion.app.handle(new Request(`http://localhost${target}`, init)));
}

test(
	"no request brings about an answer that the OpenAPI document does not describe",
	async () => {
		const met = new Set<string>();
		const property = fc.asyncProperty(
			fc.array(anyRequest, { minLength: 1, maxLength: 30, size: "max" }),
			async (requests) => {
				const { world, server } = await setUp();
				for (const request of requests) {
					const response = await send(world, server, request);
					met.add(`${request.method} ${request.target} ${response.status}`);
					expect(await findSurprisesAt(request.method, request.target, response)).toEqual([]);
				}
				expect(world.alarms().filter((event) => event === "request-failed")).toEqual([]);
			},
		);
		await fc.assert(property, { seed: SEED, numRuns: RUNS });
		// It is worth nothing when it never gets past the signature.
		const wanted = [
			"POST /game/session 200",
			"POST /game/heartbeat 200",
			"POST /log/transactions 200",
			"GET /openapi 200",
			"POST /log/transactions 503",
		];
		expect(wanted.filter((one) => !met.has(one))).toEqual([]);
	},
	TEST_MILLISECONDS_MAX,
);

test(
	"what the document calls a right body is taken, and everything else is malformed",
	async () => {
		const counts = { right: 0, wrong: 0 };
		const property = fc.asyncProperty(
			fc.array(anyRequest, { minLength: 1, maxLength: 30, size: "max" }),
			async (requests) => {
				const { world, server } = await setUp();
				for (const request of requests) {
					const route: RouteDescription = ROUTES[request.name];
					const text = asciiOf(request.body);
					if (route.body === undefined || text === undefined) continue;
					const asTold = { method: route.method.toUpperCase(), target: route.path, credential: "right" } as const;
					const response = await send(world, server, { ...request, ...asTold, headers: KEY });
					const answer: unknown = await response.json();
					// A receipt of a newer journal; nothing more is taken here (rule F3).
					if (response.status === 503) break;
					if (isRightBody(request.name, bunPlatform.decodeJson(text))) {
						counts.right += 1;
						expect(answer).not.toMatchObject({ code: "malformed" });
					} else {
						counts.wrong += 1;
						expect(response.status).toBeOneOf([400, 409, 413]);
					}
				}
			},
		);
		await fc.assert(property, { seed: SEED, numRuns: RUNS });
		expect(Math.min(counts.right, counts.wrong)).toBeGreaterThan(20);
	},
	TEST_MILLISECONDS_MAX,
);

const KEY = { "Idempotency-Key": "key-1" };

/** Lengths in the document are those of ASCII. */
function asciiOf(body: Uint8Array | undefined): string | undefined {
	if (body === undefined || body.some((byte) => byte > 0x7e)) return undefined;
	const text = new TextDecoder().decode(body);
	return text.includes("\\u") ? undefined : text;
}
