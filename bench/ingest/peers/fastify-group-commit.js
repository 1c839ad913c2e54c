import Database from "better-sqlite3";
import fastify from "fastify";
import { checkRequest, readSettings } from "./contract.js";
import { createGroupCommit } from "./group-commit.js";
import { createStore } from "./sqlite-store.js";

const { databasePath, keys } = readSettings();
const database = new Database(databasePath);
for (const pragma of ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "busy_timeout = 5000"]) {
	database.pragma(pragma);
}
const run = createGroupCommit(database);
const store = createStore(database);

const app = fastify({ logger: false });
// The signature covers the bytes, so nothing may parse them before it was checked.
app.removeAllContentTypeParsers();
app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));

app.post("/log/transactions", async (request, reply) => {
	const checked = checkRequest(keys, request.raw.url, request.headers, request.body ?? Buffer.alloc(0));
	if (checked.status !== 200) return reply.code(checked.status).send();
	const answer = await run(() => store(checked, Date.now()));
	if (answer === undefined) return reply.code(409).send();
	return reply.header("content-type", "application/json").send(JSON.stringify(answer));
});
app.get("/settings", () => ({
	journalMode: database.pragma("journal_mode", { simple: true }),
	synchronous: database.pragma("synchronous", { simple: true }),
}));

await app.listen({ host: "127.0.0.1", port: 0 });
console.log(`ready: HTTP on port ${app.server.address().port}`);
