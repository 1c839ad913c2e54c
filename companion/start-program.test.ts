import { expect, test } from "bun:test";
import { createFakePorts } from "./bot/testing/fake-ports";
import type { ProgramConfig } from "./config";
import { openDatabase } from "./database/open-database";
import { startProgram, type Machine } from "./start-program";

const CONFIG: ProgramConfig = {
	companion: {
		universeId: "1",
		apiKeys: ["key"],
		storeName: "EconomyWallet",
		keys: {
			hmacSecrets: [{ id: "default", secret: "h".repeat(32) }],
			gameSecrets: ["g".repeat(32)],
			serviceKeys: ["s".repeat(32)],
		},
		robloxApiUrl: "http://roblox.local",
		robloxUsersUrl: "http://users.local",
		conditionalWrites: "v1",
		commandTopic: "discord-commands",
		eventTopic: "economy-events",
		commandLifetimeSeconds: 3_600,
		allowStudio: false,
		fence: false,
		backupEverySeconds: 3_600,
		companionExecutor: false,
		amountMax: 1_000,
		guildId: "100000000000000001",
		economyRoleIds: [],
	},
	discord: undefined,
	databasePath: ":memory:",
	port: 3_000,
	backupFolder: undefined,
	backupCount: 1,
	secretsFile: undefined,
};

/** A machine that notes what happens to it, and fails where a test says so. */
function createWorld(faults: { readonly database?: string; readonly port?: string } = {}) {
	const events: string[] = [];
	const machine: Machine = {
		openDatabase(path) {
			if (faults.database !== undefined) throw new Error(faults.database);
			const database = openDatabase(path);
			const close = database.close.bind(database);
			database.close = () => {
				events.push("database closed");
				close();
			};
			return database;
		},
		listen(port) {
			if (faults.port !== undefined) throw new Error(faults.port);
			return {
				port,
				stop: () => {
					events.push("HTTP closed");
					return Promise.resolve();
				},
			};
		},
		diagnose: () => Promise.resolve(undefined),
	};
	const ports = {
		...createFakePorts(),
		afterTurn: queueMicrotask,
		fetch: () => Promise.reject(new Error("no network")),
	};
	return { events, start: (config = CONFIG) => startProgram(machine, ports, config, (line) => events.push(line)) };
}

test("without the bot the HTTP side gets ready, and ends before the database does", async () => {
	const world = createWorld();
	const started = await world.start();
	expect(world.events).toEqual(["ready: HTTP on port 3000"]);
	if (started.ok) await started.value.stop();
	expect(world.events).toEqual(["ready: HTTP on port 3000", "HTTP closed", "database closed"]);
});

test("a database that cannot be used is one line", async () => {
	const started = await createWorld({ database: "disk is read-only" }).start();
	expect(started).toEqual({
		ok: false,
		error: { kind: "database", line: "The database :memory: cannot be used: disk is read-only" },
	});
});

test("a port that is taken is one line, and the database is closed again", async () => {
	const world = createWorld({ port: "EADDRINUSE" });
	expect(await world.start()).toEqual({
		ok: false,
		error: { kind: "port", line: "Port 3000 cannot be used: EADDRINUSE. Set PORT to another one." },
	});
	expect(world.events).toEqual(["database closed"]);
});

test("a Discord that does not answer is one line without the token, and everything is closed again", async () => {
	// A port of this machine that was free a moment ago: nobody answers there.
	const closed = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: () => new Response() });
	const apiUrl = `http://127.0.0.1:${closed.port}/api`;
	await closed.stop(true);
	const world = createWorld();
	const discord = { token: "secret-token", applicationId: "4", guildId: "9", apiUrl, cdnUrl: apiUrl };
	const started = await world.start({ ...CONFIG, discord });
	expect(started).toMatchObject({ ok: false, error: { kind: "unreachable" } });
	expect(started.ok ? "" : started.error.line).toStartWith(`Discord cannot be reached at ${apiUrl} (`);
	expect(JSON.stringify(started)).not.toContain("secret-token");
	expect(world.events).toEqual(["ready: HTTP on port 3000", "HTTP closed", "database closed"]);
});
