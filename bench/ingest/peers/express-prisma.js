import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import express from "express";
import { checkRequest, readSettings } from "./contract.js";
import { PrismaClient } from "./generated/client.js";
import { createPrismaStore } from "./prisma-store.js";

const { databasePath, keys } = readSettings();
const prisma = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: `file:${databasePath}` }) });
for (const pragma of ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "busy_timeout = 5000"]) {
	await prisma.$queryRawUnsafe(`PRAGMA ${pragma}`);
}
const store = await createPrismaStore(prisma);

const app = express();
app.disable("x-powered-by");
app.disable("etag");
// The signature covers the bytes, so nothing may parse them before it was checked.
app.use(express.raw({ type: () => true, limit: "1mb" }));

app.post("/log/transactions", async (request, response) => {
	const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
	const checked = checkRequest(keys, request.originalUrl, request.headers, body);
	if (checked.status !== 200) return response.status(checked.status).end();
	const answer = await store(checked, Date.now());
	return answer === undefined ? response.status(409).end() : response.json(answer);
});
app.get("/settings", async (_request, response) => {
	const [{ journal_mode: journalMode }] = await prisma.$queryRawUnsafe("PRAGMA journal_mode");
	const [{ synchronous }] = await prisma.$queryRawUnsafe("PRAGMA synchronous");
	response.json({ journalMode, synchronous: Number(synchronous) });
});

const server = app.listen(0, "127.0.0.1", () => console.log(`ready: HTTP on port ${server.address().port}`));
