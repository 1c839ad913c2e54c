import { Elysia } from "elysia";
import { checkSignature } from "../../../companion/http/check-signature";
import { readBody } from "../../../companion/http/read-body";
import { findServerKey } from "../../../companion/servers/server-keys";

/**
 * The limit: the companion's framework reading the body and checking the signature with the companion's own functions,
 * and storing nothing. Whatever a companion does on top of it costs.
 */
const secrets = [{ id: "k1", secret: process.env.LIMIT_SECRET ?? "" }];
const answer = JSON.stringify({ results: [], acked: {} });

const app = new Elysia().post(
	"/log/transactions",
	async ({ request }) => {
		const body = await readBody(request);
		if (!body.ok) return new Response(null, { status: 400 });
		const nowSeconds = Math.floor(Date.now() / 1000);
		const server = checkSignature(request, body.value, nowSeconds, (keyId) =>
			findServerKey(secrets, keyId, nowSeconds),
		);
		return server.ok
			? new Response(answer, { headers: { "content-type": "application/json", "cache-control": "no-store" } })
			: new Response(null, { status: 401 });
	},
	{ parse: "none" },
);

const server = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: (request) => app.handle(request) });
console.log(`ready: HTTP on port ${server.port}`);
