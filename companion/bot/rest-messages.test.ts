import { describe, expect, test } from "bun:test";
import { buildEmbed, buildMessage } from "./replies/message";
import { createRestMessages } from "./rest-messages";

const BODY = buildMessage([buildEmbed("done", "title", ["text"])]);
const POST = { body: BODY, nonce: "n1" };
const CHANNEL = "600000000000000002";
const MEMBER = "300000000000000001";
const DIRECT = "600000000000000003";

/** Answers one after the other; an error is thrown. */
function createRest(...answers: readonly unknown[]) {
	const calls: [route: string, body: unknown][] = [];
	const queue = [...answers];
	const rest = {
		post: (route: string, body: unknown): Promise<unknown> => {
			calls.push([route, body]);
			const answer = queue.shift();
			return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
		},
	};
	return { calls, messages: createRestMessages(rest) };
}

const failure = (fields: { code?: number | string; status?: number }): Error => Object.assign(new Error("no"), fields);

describe("a message of the bot's own accord", () => {
	test("notifies nobody, and is sent once by its nonce", async () => {
		const { calls, messages } = createRest({ id: "1" });
		expect(await messages.toChannel(CHANNEL, POST)).toEqual({ ok: true });
		const sent = { ...BODY, allowed_mentions: { parse: [] }, nonce: "n1", enforce_nonce: true };
		expect(calls).toEqual([[`/channels/${CHANNEL}/messages`, sent]]);
	});

	test("notifies the one member it is for, whoever else it mentions", async () => {
		const { calls, messages } = createRest({ id: "1" });
		await messages.toChannel(CHANNEL, { ...POST, text: `<@${MEMBER}> <@1> @everyone`, notifies: MEMBER });
		expect(calls[0]?.[1]).toMatchObject({
			content: `<@${MEMBER}> <@1> @everyone`,
			allowed_mentions: { parse: [], users: [MEMBER] },
		});
	});

	test("to a member goes into the direct message with him", async () => {
		const { calls, messages } = createRest({ id: DIRECT }, { id: "1" });
		expect(await messages.toMember(MEMBER, POST)).toEqual({ ok: true });
		expect(calls.map(([route]) => route)).toEqual(["/users/@me/channels", `/channels/${DIRECT}/messages`]);
		expect(calls[0]?.[1]).toEqual({ recipient_id: MEMBER });
	});

	test.each(["", "x".repeat(26)])("with the nonce %p is our bug", (nonce) => {
		const { messages } = createRest();
		expect(() => messages.toChannel(CHANNEL, { ...POST, nonce })).toThrow("a nonce of");
	});
});

describe("failures", () => {
	test.each([
		["the bot may not write there", { code: 50013, status: 403 }, "50013", false],
		["the bot does not see the channel", { code: 50001, status: 403 }, "50001", false],
		["the channel is gone", { code: 10003, status: 404 }, "10003", false],
		["a token that Discord no longer takes", { code: 0, status: 401 }, "401", true],
		["rate limit", { status: 429 }, "429", true],
		["server error", { status: 500 }, "500", true],
		["lost connection", { code: "ECONNRESET" }, "ECONNRESET", true],
	])("%s", async (_name, fields, code, retriable) => {
		const { messages } = createRest(failure(fields));
		expect(await messages.toChannel(CHANNEL, POST)).toEqual({ ok: false, code, retriable });
	});

	test("a member who takes no direct messages is an outcome", async () => {
		const closed = createRest({ id: DIRECT }, failure({ code: 50007, status: 403 }));
		expect(await closed.messages.toMember(MEMBER, POST)).toEqual({ ok: false, code: "50007", retriable: false });
		const stranger = createRest(failure({ code: 50278, status: 403 }));
		expect(await stranger.messages.toMember(MEMBER, POST)).toEqual({ ok: false, code: "50278", retriable: false });
	});

	test("an answer that names no channel is tried again", async () => {
		const { messages } = createRest({});
		expect(await messages.toMember(MEMBER, POST)).toEqual({ ok: false, code: "unreadable", retriable: true });
	});
});
