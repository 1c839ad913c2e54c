import { expect, test } from "bun:test";
import type { Interaction, ReplyBody, ReplyResult } from "../../companion/bot/interaction";
import { nextMacrotask } from "../clock/macrotask";
import { SECOND } from "../clock/scheduler";
import { VirtualClock } from "../clock/virtual-clock";
import { Random } from "../random";
import { InProcessDiscord, type RestFate } from "./in-process-discord";

const BODY: ReplyBody = {
	embeds: [{ title: "t", description: "d", color: 1 }],
	components: [],
	allowed_mentions: { parse: [] },
};

const INTERACTION: Interaction = {
	kind: "command",
	id: "1",
	applicationId: "2",
	token: "token",
	guildId: "3",
	commandName: "give",
	options: new Map(),
	member: { id: "4", name: "Mia", roleIds: [], isDiscordAdministrator: false },
};

function begin(fate: RestFate = "usual") {
	const clock = new VirtualClock();
	const seen: string[] = [];
	let isAlive = true;
	const discord = new InProcessDiscord({
		scheduler: clock,
		random: new Random(1),
		decide: () => fate,
		onShown: (id, body) => seen.push(`${id} ${body?.embeds[0]?.title ?? "thinking"}`),
		onPosted: (body) => seen.push(`posted ${body.embeds[0]?.title}`),
		onUnanswered: (id) => seen.push(`${id} unanswered`),
		onMalformed: (problem) => seen.push(problem),
	});
	discord.open(INTERACTION);
	const pass = (seconds: number) => clock.run({ until: clock.now() + seconds * SECOND, afterEvent: nextMacrotask });
	const settle = async (call: Promise<ReplyResult>): Promise<ReplyResult | undefined> => {
		const results: ReplyResult[] = [];
		void call.then((result) => results.push(result));
		await pass(1);
		return results[0];
	};
	const replies = discord.repliesFor(() => isAlive);
	return {
		seen,
		pass,
		settle,
		replies,
		messages: discord.messagesFor(() => isAlive),
		kill: () => {
			isAlive = false;
		},
	};
}

test("a first answer within three seconds is shown, and an edit after it", async () => {
	const { replies, settle, seen, pass } = begin();
	expect(await settle(replies.defer(INTERACTION, { ephemeral: false }))).toEqual({ ok: true });
	expect(await settle(replies.edit(INTERACTION, BODY))).toEqual({ ok: true });
	await pass(10);
	expect(seen).toEqual(["1 thinking", "1 t"]);
});

test("a first answer after three seconds is refused, and the client has said that nobody responded", async () => {
	const { replies, settle, seen, pass } = begin();
	await pass(3.1);
	const late = await settle(replies.defer(INTERACTION, { ephemeral: false }));
	expect(late).toEqual({ ok: false, retriable: false, code: "10062" });
	expect(seen).toEqual(["1 unanswered"]);
});

test("an edit before the first answer is refused", async () => {
	const { replies, settle } = begin();
	expect(await settle(replies.edit(INTERACTION, BODY))).toEqual({ ok: false, retriable: false, code: "10015" });
});

test("an edit after fifteen minutes is refused", async () => {
	const { replies, settle, pass } = begin();
	await settle(replies.defer(INTERACTION, { ephemeral: false }));
	await pass(15 * 60);
	expect(await settle(replies.edit(INTERACTION, BODY))).toEqual({ ok: false, retriable: false, code: "50027" });
});

test("a lost answer took effect, and the bot is told of a failure", async () => {
	const { replies, settle, seen } = begin("answer-lost");
	const told = await settle(replies.defer(INTERACTION, { ephemeral: false }));
	expect(told).toEqual({ ok: false, retriable: true, code: "ETIMEDOUT" });
	expect(seen).toEqual(["1 thinking"]);
});

test("a lost request did not take effect", async () => {
	const { replies, settle, seen } = begin("request-lost");
	const told = await settle(replies.defer(INTERACTION, { ephemeral: false }));
	expect(told).toEqual({ ok: false, retriable: true, code: "ECONNRESET" });
	expect(seen).toEqual([]);
});

test("a killed process hears nothing more, though its request still arrives", async () => {
	const { replies, settle, seen, kill } = begin();
	const call = replies.defer(INTERACTION, { ephemeral: false });
	kill();
	expect(await settle(call)).toBeUndefined();
	expect(seen).toEqual(["1 thinking"]);
});

test("a message of one nonce is posted once in three minutes, in each place", async () => {
	const { messages, settle, seen, pass } = begin("answer-lost");
	const post = { body: BODY, nonce: "n" };
	expect(await settle(messages.toChannel("7", post))).toMatchObject({ retriable: true });
	await settle(messages.toChannel("7", post));
	expect(seen).toEqual(["posted t"]);
	await settle(messages.toMember("7", post));
	await pass(180);
	await settle(messages.toChannel("7", post));
	expect(seen).toEqual(["posted t", "posted t", "1 unanswered", "posted t"]);
});
