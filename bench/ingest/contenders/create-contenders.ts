import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { fieldOf, numberIn, textIn } from "../../../companion/answer-fields";
import type { Pinning } from "../pin";
import { startContender, type ContenderProcess } from "./contender-process";
import type { Contender, ContenderName, DatabaseSettings, Secrets } from "./contender";

const ROOT = join(import.meta.dir, "..", "..", "..");
export const PEERS = join(import.meta.dir, "..", "peers");

/** All contenders, each with a start of its own. */
export function createContenders(pinning: Pinning, secrets: Secrets): Readonly<Record<ContenderName, Contender>> {
	const bun = (...path: string[]) => pinning.contender([process.execPath, join(ROOT, ...path)]);
	const node = (file: string) => pinning.contender(["node", join(PEERS, file)]);
	const peerEnv = (databasePath: string) => ({
		NODE_ENV: "production",
		PEER_SETTINGS: JSON.stringify({ databasePath, keys: secrets.keys.map(({ keyId, key }) => [keyId, key]) }),
	});
	return {
		companion: {
			name: "companion",
			about: "the companion: Elysia and bun:sqlite on Bun",
			start: (path) => startContender(bun("companion", "main.ts"), companionEnv(secrets, path)),
			readSettings: readCompanionSettings,
		},
		fastifyGroupCommit: {
			name: "fastifyGroupCommit",
			about: "Fastify and better-sqlite3 with the same group commit on Node",
			start: (path) => startContender(node("fastify-group-commit.js"), peerEnv(path)),
			readSettings: readPeerSettings,
		},
		expressPrisma: {
			name: "expressPrisma",
			about: "Express and Prisma on SQLite on Node",
			start: (path) => startContender(node("express-prisma.js"), peerEnv(path)),
			readSettings: readPeerSettings,
		},
		limit: {
			name: "limit",
			about: "the companion's framework reading the body and checking the signature, storing nothing",
			start: () =>
				startContender(bun("bench", "ingest", "contenders", "limit-main.ts"), { LIMIT_SECRET: secrets.hmacSecret }),
		},
	};
}

function companionEnv({ hmacSecret }: Secrets, databasePath: string): Record<string, string> {
	const secret = (): string => randomBytes(32).toString("hex");
	return {
		NODE_ENV: "production",
		API_ONLY: "1",
		// Nobody else limits requests here.
		...{ REQUESTS_PER_SECOND_SERVER: "0", REQUESTS_PER_SECOND_ADDRESS: "0" },
		FENCE: "0",
		PORT: "0",
		DISCORD_GUILD_ID: GUILD_ID,
		ROBLOX_UNIVERSE_ID: "4711",
		ROBLOX_API_KEY: secret(),
		GAME_SECRET: secret(),
		HMAC_SECRET: `k1:${hmacSecret}`,
		API_SERVICE_KEY: secret(),
		DATABASE_URL: `file:${databasePath}`,
		// Nobody is there: nothing may leave the machine while it is measured.
		ROBLOX_API_URL: "http://127.0.0.1:9",
		ROBLOX_USERS_URL: "http://127.0.0.1:9",
	};
}

/** The one Discord server whose audit the companion's database is filled with. */
export const GUILD_ID = "900000000000000001";

async function getJson(port: number, path: string): Promise<unknown> {
	const answer = await fetch(`http://127.0.0.1:${port}${path}`);
	return await answer.json();
}

async function readPeerSettings({ port }: ContenderProcess): Promise<DatabaseSettings> {
	const settings = await getJson(port, "/settings");
	return { journalMode: textIn(settings, "journalMode") ?? "?", synchronous: numberIn(settings, "synchronous") ?? -1 };
}

/** Its health report says what its connection has. */
async function readCompanionSettings({ port }: ContenderProcess): Promise<DatabaseSettings> {
	const dependencies = fieldOf(await getJson(port, "/health"), "dependencies");
	const reason = textIn(fieldOf(dependencies, "database"), "reason") ?? "";
	const found = /^journal (\w+), synchronous (\d)$/.exec(reason);
	return { journalMode: found?.[1] ?? "?", synchronous: Number(found?.[2] ?? -1) };
}
