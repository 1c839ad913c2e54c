import { afterEach, expect, test } from "bun:test";
import { Client } from "discord.js";
import { VirtualClock } from "../../clock/virtual-clock";
import { isJsonObject, parseJson } from "../../json";
import type { LocalDiscord } from "../local-discord";
import { type Bench, TOKEN, login, makeClient, pass, sent, startBench, startDiscord } from "../test-bench";

const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
	for (const clean of cleanups.splice(0)) await clean();
});

async function bench(clock = new VirtualClock()): Promise<Bench> {
	const made = await startBench(clock, async (interaction) => {
		if (interaction.isChatInputCommand()) await interaction.reply("done");
	});
	cleanups.push(() => made.stop());
	return made;
}

function discord(clock = new VirtualClock()): LocalDiscord {
	const made = startDiscord(clock);
	cleanups.push(() => made.stop());
	return made;
}

/** What one raw connection gets back: the frames' opcodes, then the close code. */
async function talk(
	target: LocalDiscord,
	frames: readonly string[],
	query = "?v=10&encoding=json",
): Promise<{ ops: number[]; code: number }> {
	const socket = new WebSocket(`${target.apiUrl.replace("http", "ws").replace(/\/api$/, "/gateway")}${query}`);
	const ops: number[] = [];
	const { promise, resolve } = Promise.withResolvers<number>();
	socket.onopen = () => frames.forEach((frame) => socket.send(frame));
	socket.onmessage = (event) => {
		const parsed = parseJson(String(event.data));
		if (isJsonObject(parsed)) ops.push(Number(parsed["op"]));
	};
	socket.onclose = (event) => resolve(event.code);
	return { code: await promise, ops };
}

function identify(changes: Record<string, unknown> = {}): string {
	return JSON.stringify({
		op: 2,
		d: { token: TOKEN, intents: 1, properties: { os: "x", browser: "x", device: "x" }, ...changes },
	});
}

const CALL = { member: "Ada", command: "give", options: { user: "P", amount: 1 } };

test("after a dropped connection the session resumes and has the missed command", async () => {
	const { client, discord: local } = await bench();
	const resumed = new Promise<number>((resolve) => client.once("shardResume", (_id, replayed) => resolve(replayed)));
	local.gateway.closeConnections(4000);
	const handle = sent(local.people.runCommand(CALL));
	// The missed command and RESUMED itself.
	expect(await resumed).toBe(2);
	expect((await handle.firstAnswer()).text).toBe("done");
});

test("when Discord asks to reconnect the session resumes without a new login", async () => {
	const { client, discord: local } = await bench();
	const resumed = new Promise((resolve) => client.once("shardResume", resolve));
	local.gateway.askReconnect();
	await resumed;
	expect((await sent(local.people.runCommand(CALL)).firstAnswer()).text).toBe("done");
});

test("after a lost session the bot identifies anew and commands reach it again", async () => {
	const clock = new VirtualClock();
	const { client, discord: local } = await bench(clock);
	await pass(clock, 5);
	const ready = new Promise((resolve) => client.once("shardReady", resolve));
	local.gateway.loseSessions();
	await ready;
	expect((await sent(local.people.runCommand(CALL)).firstAnswer()).text).toBe("done");
}, 15_000);

test("a guild in an outage comes back", async () => {
	const { client, discord: local, guildId } = await bench();
	const gone = new Promise((resolve) => client.once("guildUnavailable", resolve));
	local.gateway.setGuildAvailable(local.guilds.guild(), false);
	await gone;
	const back = new Promise<string>((resolve) => client.once("guildAvailable", (guild) => resolve(guild.id)));
	local.gateway.setGuildAvailable(local.guilds.guild(), true);
	expect(await back).toBe(guildId);
});

test("a wrong token is refused at login", async () => {
	const local = discord();
	const client = makeClient(local);
	expect(await client.login("wrong").then(() => "in", String)).toContain("invalid token");
});

test("an intent that is switched off in the portal is refused at login", async () => {
	const local = discord();
	const client = new Client({ intents: 1 | 2, rest: { api: local.apiUrl } });
	expect(await login(client).then(() => "in", String)).toContain("disallowed intents");
});

const PRIVILEGED_OFF = 1 << 15;
const closes: readonly (readonly [string, readonly string[], number])[] = [
	["text that is not JSON", ["{"], 4002],
	["a frame of more than 4,096 bytes", [identify({ presence: "x".repeat(4_096) })], 4002],
	["a command before IDENTIFY", [JSON.stringify({ op: 3, d: {} })], 4003],
	["a wrong token", [identify({ token: "no" })], 4004],
	["a second IDENTIFY", [identify(), identify()], 4005],
	["an unknown opcode", [identify(), JSON.stringify({ op: 99, d: {} })], 4001],
	[
		"more than 120 frames in a minute",
		[identify(), ...Array.from({ length: 120 }, () => JSON.stringify({ op: 1, d: null }))],
		4008,
	],
	["a shard that does not exist", [identify({ shard: [1, 2] })], 4010],
	["intents with unknown bits", [identify({ intents: 1 << 18 })], 4013],
	["a privileged intent that is off", [identify({ intents: PRIVILEGED_OFF })], 4014],
];

test.each(closes)("%s closes the connection with its code", async (_name, frames, code) => {
	expect((await talk(discord(), frames)).code).toBe(code);
});

test("a gateway version other than 10 is refused", async () => {
	expect(await talk(discord(), [], "?v=9&encoding=json")).toEqual({ ops: [], code: 4012 });
});

test("a second login within five seconds gets an invalid session, a later one does not", async () => {
	const clock = new VirtualClock();
	const local = discord(clock);
	const end = JSON.stringify({ op: 99 });
	expect((await talk(local, [identify(), end])).ops).toEqual([10, 0, 0]);
	expect((await talk(local, [identify(), end])).ops).toEqual([10, 9]);
	await pass(clock, 5);
	expect((await talk(local, [identify(), end])).ops).toEqual([10, 0, 0]);
});

test("heartbeats are answered unless answers are withheld", async () => {
	const local = discord();
	const beat = JSON.stringify({ op: 1, d: null });
	const end = JSON.stringify({ op: 99 });
	expect((await talk(local, [beat, end])).ops).toEqual([10, 11]);
	local.faults.acksWithheld = true;
	expect((await talk(local, [beat, end])).ops).toEqual([10]);
});

test("a session lost for longer than the window can't be resumed", async () => {
	const clock = new VirtualClock();
	const { client, discord: local } = await bench(clock);
	const ready = new Promise((resolve) => client.once("shardReady", resolve));
	const reconnecting = new Promise((resolve) => client.once("shardReconnecting", resolve));
	local.gateway.closeConnections(4000);
	await reconnecting;
	await pass(clock, 181);
	await ready;
	expect((await sent(local.people.runCommand(CALL)).firstAnswer()).text).toBe("done");
}, 15_000);

test("a bot with the intent hears of messages before its answer, or after it when so set", async () => {
	const clock = new VirtualClock();
	const local = discord(clock);
	const client = new Client<true>({ intents: 1 | (1 << 9), rest: { api: local.apiUrl } });
	cleanups.unshift(() => client.destroy());
	await login(client);
	const order: string[] = [];
	client.on("messageCreate", (message) => void order.push(`event ${message.content}`));
	const channel = client.channels.cache.find((item) => item.isSendable());
	const heard = (): Promise<unknown> => new Promise((resolve) => client.once("messageCreate", resolve));
	const first = heard();
	await channel?.send("one").then(() => order.push("answer one"));
	await first;
	expect([...order].sort()).toEqual(["answer one", "event one"]);
	local.faults.eventOrder = "after-answer";
	await channel?.send("two").then(() => order.push("answer two"));
	expect(order.slice(2)).toEqual(["answer two"]);
	const second = heard();
	await pass(clock, 1);
	await second;
	expect(order.slice(2)).toEqual(["answer two", "event two"]);
});
