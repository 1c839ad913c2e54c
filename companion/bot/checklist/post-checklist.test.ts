import { afterEach, describe, expect, test } from "bun:test";
import type { Database } from "bun:sqlite";
import { fail, ok, type Result } from "../../../shared/result";
import { migrate } from "../../database/migrate";
import { openDatabase } from "../../database/open-database";
import { createTransactions } from "../../database/transactions";
import { createCustomIds } from "../framework/custom-ids";
import type { GuildView } from "../guild";
import type { RestProblem } from "../rest-problem";
import { createFakeMessages } from "../testing/fake-messages";
import { createFakePorts, START } from "../testing/fake-ports";
import { createChecklistStore } from "./checklist-store";
import { createChecklistPoster } from "./post-checklist";

const GUILD_ID = "100000000000000001";
const REFUSED = { ok: false, retriable: false, code: "50013" } as const;
const CLOSED = { ok: false, retriable: false, code: "50007" } as const;
const AWAY = { ok: false, retriable: true, code: "500" } as const;
const YEAR_MILLISECONDS = 365 * 86_400_000;

let database: Database | undefined;
afterEach(() => database?.close());

function createWorld(roles: readonly string[] = []) {
	const opened = openDatabase(":memory:");
	database = opened;
	migrate(opened, START);
	const ports = { ...createFakePorts(), database: opened, afterTurn: queueMicrotask };
	const store = createChecklistStore(opened, createTransactions(ports), GUILD_ID);
	const messages = createFakeMessages();
	const customIds = createCustomIds(ports.clock, GUILD_ID, () => [{ id: "k1", secret: "k".repeat(32) }]);
	const turns: { guild: Result<GuildView, RestProblem> } = {
		guild: ok({ ownerId: "9", systemChannelId: "2", textChannelIds: ["1", "2", "3"], roles: [] }),
	};
	const levels = roles.map((roleId) => ({ roleId, level: "moderator", isBySetting: false }) as const);
	const startProcess = async () => {
		const poster = createChecklistPoster(
			{
				...{ ports, messages, customIds, settings: { guildId: GUILD_ID, amountMax: 1 } },
				staff: { listRoles: () => levels },
				guild: { look: () => Promise.resolve(turns.guild) },
			},
			store,
		);
		await poster.start();
		await ports.settle();
		return poster;
	};
	const told = () => messages.posted.map(({ to, id }) => `${to} ${id}`);
	return { ports, store, messages, customIds, turns, startProcess, told };
}

describe("the first start in a Discord server", () => {
	test("posts the checklist where Discord says who joined, once for all processes", async () => {
		const world = createWorld();
		await world.startProcess();
		await world.startProcess();
		expect(world.told()).toEqual(["channel 2"]);
		expect(world.messages.posted[0]?.text).toStartWith("Set up Purser\nPurser is here.");
		expect(world.messages.posted[0]?.post.notifies).toBeUndefined();
	});

	test("posts nothing where a role is set, also not after it was taken away again", async () => {
		const world = createWorld(["5"]);
		await world.startProcess();
		expect([world.told(), await world.store.isDone()]).toEqual([[], true]);
	});

	test("takes the first other channel it may write to", async () => {
		const world = createWorld();
		world.messages.nextResults.push(REFUSED, REFUSED);
		await world.startProcess();
		expect(world.told()).toEqual(["channel 2", "channel 1", "channel 3"]);
	});

	test("writes to the owner where it may write nowhere, without buttons, which belong to a server", async () => {
		const world = createWorld();
		world.messages.nextResults.push(REFUSED, REFUSED, REFUSED);
		await world.startProcess();
		expect(world.told().at(-1)).toBe("member 9");
		expect(world.messages.posted.at(-1)?.post.body.components).toEqual([]);
	});

	test("gives up, with a line in the log, where the owner takes no messages either", async () => {
		const world = createWorld();
		world.messages.nextResults.push(REFUSED, REFUSED, REFUSED, CLOSED);
		await world.startProcess();
		expect(world.ports.logged).toEqual([{ level: "warning", event: "checklist-not-told", facts: { code: "50007" } }]);
		expect(await world.store.isDone()).toBe(true);
	});

	test("tries again in five minutes while Discord is away, by the same nonce", async () => {
		const world = createWorld();
		world.messages.nextResults.push(AWAY);
		await world.startProcess();
		expect(await world.store.isDone()).toBe(false);
		await world.ports.advance(300_000);
		expect(world.told()).toEqual(["channel 2", "channel 2"]);
		expect(new Set(world.messages.posted.map(({ post }) => post.nonce)).size).toBe(1);
	});

	test("stopped, it tries no more", async () => {
		const world = createWorld();
		world.turns.guild = fail({ code: "500", status: 500, retriable: true });
		(await world.startProcess()).stop();
		world.turns.guild = ok({ ownerId: "9", systemChannelId: undefined, textChannelIds: ["1"], roles: [] });
		await world.ports.advance(3_600_000);
		expect(world.told()).toEqual([]);
	});
});

test("its buttons still hold after a year", async () => {
	const world = createWorld();
	await world.startProcess();
	await world.ports.advance(YEAR_MILLISECONDS);
	const ids = world.messages.posted[0]?.post.body.components.flatMap((row) =>
		row.components.map((one) => one.custom_id),
	);
	expect(ids?.map((id) => world.customIds.read(id).ok)).toEqual([true, true, true]);
});
