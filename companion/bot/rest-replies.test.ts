import { describe, expect, test } from "bun:test";
import { buildEmbed, buildMessage } from "./replies/message";
import { classifyRestError } from "./rest-problem";
import { createRestReplies, type DiscordRest } from "./rest-replies";
import { commandInteraction } from "./testing/bot-world";

const BODY = buildMessage([buildEmbed("done", "title", ["text"])]);
const INTERACTION = commandInteraction("give", {}, { id: "800000000000000001" });
const CALLBACK = "/interactions/800000000000000001/token-800000000000000001/callback";

function createRest(failure?: Error) {
	const calls: [method: string, route: string, body: unknown][] = [];
	const call = (method: string) => (route: string, body: unknown) => {
		calls.push([method, route, body]);
		return failure === undefined ? Promise.resolve() : Promise.reject(failure);
	};
	const rest: Pick<DiscordRest, "post" | "patch"> = { post: call("POST"), patch: call("PATCH") };
	return { calls, replies: createRestReplies(rest) };
}

function restError(fields: { code?: number | string; status?: number; name?: string }): Error {
	return Object.assign(new Error("refused"), fields);
}

describe("requests", () => {
	test.each([
		[true, 64],
		[false, 0],
	])("deferring with ephemeral %p sends flag %d and nothing else", async (ephemeral, flags) => {
		const { calls, replies } = createRest();
		expect(await replies.defer(INTERACTION, { ephemeral })).toEqual({ ok: true });
		expect(calls).toEqual([["POST", CALLBACK, { type: 5, data: { flags } }]]);
	});

	test("a first answer and an edit both switch mentions off", async () => {
		const { calls, replies } = createRest();
		await replies.reply(INTERACTION, BODY, { ephemeral: true });
		await replies.edit(INTERACTION, BODY);
		expect(calls).toEqual([
			["POST", CALLBACK, { type: 4, data: { ...BODY, flags: 64 } }],
			["PATCH", `/webhooks/400000000000000001/${INTERACTION.token}/messages/@original`, BODY],
		]);
		expect(BODY.allowed_mentions).toEqual({ parse: [] });
	});

	test("what is said aside is for one member alone", async () => {
		const { calls, replies } = createRest();
		await replies.sayAside(INTERACTION, BODY);
		const route = `/webhooks/400000000000000001/${INTERACTION.token}`;
		expect(calls).toEqual([["POST", route, { ...BODY, flags: 64 }]]);
	});

	test("a form goes out as the first answer, and nothing else with it", async () => {
		const { calls, replies } = createRest();
		const modal = { custom_id: "coin:all", title: "Test", components: [{ type: 10, content: "text" }] } as const;
		expect(await replies.openModal(INTERACTION, modal)).toEqual({ ok: true });
		expect(calls).toEqual([["POST", CALLBACK, { type: 9, data: modal }]]);
	});

	test("a button is deferred without a message", async () => {
		const { calls, replies } = createRest();
		await replies.deferUpdate(INTERACTION);
		expect(calls).toEqual([["POST", CALLBACK, { type: 6 }]]);
	});
});

describe("failures", () => {
	test("an answer that Discord has already counts as given", async () => {
		const { replies } = createRest(restError({ code: 40060, status: 400 }));
		expect(await replies.defer(INTERACTION, { ephemeral: false })).toEqual({ ok: true });
	});

	test.each([
		["unknown interaction", { code: 10062, status: 404 }, "10062", false],
		["deleted reply", { code: 10008, status: 404 }, "10008", false],
		["ended token", { code: 50027, status: 401 }, "50027", false],
		["bad form", { code: 50035, status: 400 }, "50035", false],
		["general refusal", { code: 0, status: 403 }, "403", false],
		["rate limit", { status: 429 }, "429", true],
		["server error", { status: 500 }, "500", true],
		["overload", { code: 130000, status: 503 }, "130000", true],
		["refused connection", { code: "ECONNREFUSED" }, "ECONNREFUSED", true],
		["time-out", { name: "AbortError" }, "AbortError", true],
	])("%s", async (_name, fields, code, retriable) => {
		const { replies } = createRest(restError(fields));
		expect(await replies.edit(INTERACTION, BODY)).toEqual({ ok: false, code, retriable });
	});

	test("what is not an error is not tried again", () => {
		expect(classifyRestError("odd")).toEqual({ code: "unknown", status: undefined, retriable: false });
	});
});
