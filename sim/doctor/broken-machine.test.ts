import { Database } from "bun:sqlite";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { PathState } from "../../companion/doctor/storage/doctor-machine";
import { describeBroken, type Broken } from "./testing/describe-broken";
import type { Setup } from "./testing/setup";

const ADDRESS = "https://purser.example.com";

/** What the companion answers behind its address. */
function answerAsCompanion({ environment, instead }: Setup): void {
	environment["PUBLIC_URL"] = ADDRESS;
	instead.set(`${ADDRESS}/health/live`, () => Response.json({ status: "ok" }));
	instead.set(`${ADDRESS}/log/transactions`, () => Response.json({ code: "unauthorized" }, { status: 401 }));
}

function addressOf(url: string): (setup: Setup) => void {
	return ({ environment }) => void (environment["PUBLIC_URL"] = url);
}

const ADDRESSES: readonly Broken[] = [
	{
		name: "an address that is none",
		break: addressOf("purser.example.com"),
		fails: "public-url",
		advice: /^PUBLIC_URL has to be a URL$/,
	},
	{
		name: "an address without https",
		break: addressOf("http://purser.example.com"),
		fails: "public-url",
		advice: /^PUBLIC_URL has to begin with https:\/\//,
	},
	...["1194", "444", "80"].map((port): Broken => ({
		name: `port ${port}`,
		break: addressOf(`https://purser.example.com:${port}`),
		fails: "public-url",
		advice: new RegExp(`^PUBLIC_URL names port ${port}, which game servers may not use`),
	})),
	...["localhost:3000", "192.168.1.5", "[::1]:3000"].map((host): Broken => ({
		name: `the address ${host}`,
		break: addressOf(`https://${host}`),
		fails: "public-url",
		advice: /which only this machine or its network can reach$/,
	})),
	{
		name: "an address with a path",
		break: addressOf("https://example.com/purser"),
		fails: "public-url",
		advice: /may hold no path/,
	},
	{
		name: "a name that leads nowhere",
		break: addressOf(ADDRESS),
		fails: "public-reachable",
		advice: /nothing answers at https:\/\/purser\.example\.com \(ENOTFOUND\)/,
	},
	{
		name: "a companion that does not run",
		break: ({ environment, instead }) => {
			environment["PUBLIC_URL"] = ADDRESS;
			instead.set(ADDRESS, "ECONNREFUSED");
		},
		fails: "public-reachable",
		advice: /\(ECONNREFUSED\): start the companion/,
	},
	{
		name: "a port without TLS",
		break: ({ environment, instead }) => {
			environment["PUBLIC_URL"] = ADDRESS;
			instead.set(ADDRESS, "EPROTO");
		},
		fails: "public-reachable",
		advice: /answers, though not by TLS: let the proxy end TLS there/,
	},
	...["DEPTH_ZERO_SELF_SIGNED_CERT", "ERR_TLS_CERT_ALTNAME_INVALID", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"].map(
		(code): Broken => ({
			name: `a certificate with ${code}`,
			break: ({ environment, instead }) => {
				environment["PUBLIC_URL"] = ADDRESS;
				instead.set(ADDRESS, code);
			},
			fails: "public-certificate",
			advice: new RegExp(`is not trusted \\(${code}\\)`),
		}),
	),
	{
		name: "somebody else's program at the address",
		break: (setup) => {
			answerAsCompanion(setup);
			setup.instead.set(`${ADDRESS}/log/transactions`, () => new Response("Not Found", { status: 404 }));
		},
		fails: "public-product",
		advice: /something answers at .*, but not this product \(200, 404\)/,
	},
	{
		name: "a proxy that redirects",
		break: (setup) => {
			answerAsCompanion(setup);
			setup.instead.set(`${ADDRESS}/health/live`, () => new Response(null, { status: 301 }));
		},
		fails: "public-product",
		advice: /\(301, 401\): let the proxy pass all paths on, unchanged/,
	},
];

const CLOCKS: readonly Broken[] = [
	{
		name: "a clock that is ahead",
		break: (setup) => (setup.clockAheadMilliseconds = 40_000),
		fails: "clock",
		advice: /clock is (39|40) s ahead; game servers refuse what was signed more than 60 s away.*NTP/,
	},
	{
		name: "a clock that is behind",
		break: (setup) => (setup.clockAheadMilliseconds = -40_000),
		fails: "clock",
		advice: /clock is (39|40) s behind/,
	},
];

let holder: Database | undefined;

/** Gives a path another state than it has. */
function look(setup: Setup, path: string, state: PathState): void {
	const { machine } = setup;
	setup.machine = { ...machine, look: (asked) => (asked === path ? state : machine.look(asked)) };
}

function change(setup: Setup, statement: string): void {
	const database = new Database(setup.databasePath);
	database.run(statement);
	database.close();
}

const DATABASES: readonly Broken[] = [
	{
		name: "a file that is no database",
		break: ({ databasePath }) => writeFileSync(databasePath, "name,balance\n".repeat(500)),
		fails: "database-file",
		advice: /is no SQLite database \(SQLITE_NOTADB\): check DATABASE_URL/,
	},
	{
		name: "a folder in place of the file",
		break: ({ databasePath }) => {
			rmSync(databasePath);
			mkdirSync(databasePath);
		},
		fails: "database-file",
		advice: /is a folder: DATABASE_URL has to name a file/,
	},
	{
		name: "a file that this process may not write to",
		break: (setup) => look(setup, setup.databasePath, { kind: "file", isWritable: false, bytes: 1 }),
		fails: "database-file",
		advice: /this process may not write to .*purser\.sqlite: change its owner/,
	},
	{
		name: "a first start where nothing may be written",
		break: (setup) => {
			rmSync(setup.databasePath);
			look(setup, dirname(setup.databasePath), { kind: "folder", isWritable: false, bytes: 0 });
		},
		fails: "database-file",
		advice: /cannot be made: .* is not a folder this process may write to/,
	},
	{
		name: "a database that another process keeps for itself",
		break: ({ databasePath }) => {
			holder = new Database(databasePath);
			for (const statement of ["PRAGMA locking_mode = EXCLUSIVE", "BEGIN IMMEDIATE", "DELETE FROM meta"]) {
				holder.run(statement);
			}
		},
		mend: () => holder?.close(),
		fails: "database-file",
		advice: /another process holds .*purser\.sqlite for itself \(SQLITE_BUSY\)/,
	},
	{
		name: "a damaged page",
		break: ({ databasePath }) => {
			const bytes = readFileSync(databasePath);
			writeFileSync(databasePath, bytes.fill(0xff, bytes.length - 4_096));
		},
		fails: "database-integrity",
		advice: /is damaged: stop the companion and restore the newest backup/,
	},
	{
		name: "a database of a newer program",
		break: (setup) => change(setup, "INSERT INTO migration (name, hash, applied_at) VALUES ('9999-later.sql', 'x', 1)"),
		fails: "database-migrations",
		advice: /migration 9999-later\.sql was applied by a newer program; .*Update Purser/,
	},
	{
		name: "a database whose form was changed by hand",
		break: (setup) => change(setup, "DELETE FROM migration WHERE name = '0005-pending-replies.sql'"),
		fails: "database-migrations",
		advice: /migration 0005-pending-replies\.sql failed/,
	},
	{
		name: "a backup in place of the database",
		break: (setup) => change(setup, "INSERT INTO meta (key, value) VALUES ('copy_of', 'purser-2026')"),
		fails: "database-original",
		advice: /is a backup, .*run `bun companion\/main\.ts restore`/,
	},
	{
		name: "a full disk",
		break: (setup) => (setup.machine = { ...setup.machine, freeBytes: () => 5_000_000 }),
		fails: "disk-space",
		advice: /^4 MiB are free for the database: a full disk stops the companion/,
	},
	{
		name: "a backup folder that is a file",
		break: ({ environment, databasePath }) => (environment["BACKUP_DIR"] = databasePath),
		fails: "backups",
		advice: /BACKUP_DIR: .* is not a folder this process may write to/,
	},
	{
		name: "a backup disk without room for a backup",
		break: (setup) => {
			const folder = join(dirname(setup.databasePath), "backups");
			mkdirSync(folder);
			setup.environment["BACKUP_DIR"] = folder;
			const { machine } = setup;
			setup.machine = { ...machine, freeBytes: (path) => (path === folder ? 1_000 : machine.freeBytes(path)) };
		},
		fails: "backups",
		advice: /BACKUP_DIR has 0 MiB free, and a backup may need 1/,
	},
];

describeBroken("a broken address", ADDRESSES);
describeBroken("a wrong clock", CLOCKS);
describeBroken("a broken database or disk", DATABASES);
