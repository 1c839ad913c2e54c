import { mkdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createCompanion } from "../../companion/create-companion";
import { migrate } from "../../companion/database/migrate";
import { openDatabase } from "../../companion/database/open-database";
import { machinePorts } from "../../companion/machine-ports";
import { askAll } from "./ask";
import { Community, GUILD_ID } from "./community";
import { fillAudit } from "./fill-audit";
import { measureProof } from "./proof-speed";
import { describeFigures, type Figures } from "./figures";

/** `bench:query`: how long a page of each kind of question takes, on an audit of this many rows. */
const P99_MS_MAX = 5;
const SERVICE_KEY = "bench-service-key-of-thirty-two-bytes";
const SEED = 1;

const { values } = parseArgs({
	options: {
		json: { type: "boolean", default: false },
		rows: { type: "string", default: "1000000" },
		times: { type: "string", default: "500" },
		folder: { type: "string", default: "out/bench-query" },
	},
});
const [rows, times] = [Number(values.rows), Number(values.times)];
if (!(Number.isSafeInteger(rows) && rows >= 1_000 && Number.isSafeInteger(times) && times >= 1)) {
	process.stderr.write("--rows is a whole number of at least 1000, --times one of at least 1\n");
	process.exit(2);
}
const say = (line: string): void => void process.stderr.write(`${line}\n`);

rmSync(values.folder, { recursive: true, force: true });
mkdirSync(values.folder, { recursive: true });
const path = join(values.folder, "purser.sqlite");
const database = openDatabase(path);
try {
	migrate(database, Date.now());
	const community = new Community(rows, SEED);
	fillAudit(database, community, (done) => {
		if (done % 200_000 === 0) say(`${done} of ${rows} rows written`);
	});
	database.run("PRAGMA wal_checkpoint(TRUNCATE)");
	say("asking ...");
	const kinds = await askAll(createReader(), SERVICE_KEY, community, times);
	say("proving ...");
	const figures: Figures = {
		rows,
		p99Ms: Math.max(...[...kinds.values()].map(({ p99Ms }) => p99Ms)),
		kinds: Object.fromEntries(kinds),
		verify: measureProof(database),
		bytesPerRow: Math.round(statSync(path).size / rows),
	};
	const ok = figures.p99Ms <= P99_MS_MAX && figures.verify.shareOfHashing >= 0.5;
	process.stdout.write(values.json ? `${JSON.stringify({ ok, ...figures })}\n` : describeFigures(figures));
	process.exitCode = ok ? 0 : 1;
} finally {
	database.close();
	rmSync(values.folder, { recursive: true, force: true });
}

/** The whole companion on this database; it is never started, and nobody else is there to be asked. */
function createReader() {
	return createCompanion(
		{
			...machinePorts,
			afterTurn: (run) => void setImmediate(run),
			fetch: () => Promise.reject(new Error("nothing is asked of Roblox here")),
			database,
			log: ({ event, facts }) => say(`${event} ${JSON.stringify(facts)}`),
		},
		{
			universeId: "1",
			apiKeys: ["bench-open-cloud-key"],
			storeName: "EconomyWallet",
			keys: {
				hmacSecrets: [{ id: "bench", secret: "bench-hmac-secret-of-thirty-two-bytes" }],
				gameSecrets: ["bench-game-secret-of-thirty-two-bytes"],
				serviceKeys: [SERVICE_KEY],
			},
			...{ robloxApiUrl: "http://roblox.test", robloxUsersUrl: "http://users.test", conditionalWrites: "v1" },
			...{ commandTopic: "commands", eventTopic: "events", commandLifetimeSeconds: 86_400, allowStudio: false },
			...{ fence: false, backupEverySeconds: 3_600, companionExecutor: false, amountMax: 1_000_000 },
			...{ guildId: GUILD_ID, economyRoleIds: [] },
		},
	);
}
