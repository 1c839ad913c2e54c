import { afterEach, expect, test } from "bun:test";
import { VirtualClock } from "../../clock/virtual-clock";
import { isJsonObject } from "../../json";
import { Permission } from "../permissions";
import type { LocalDiscord, LocalDiscordOptions } from "../local-discord";
import { APPLICATION_ID, GIVE, TOKEN, pass, startDiscord } from "../test-bench";

let running: LocalDiscord | undefined;

afterEach(async () => {
	await running?.stop();
	running = undefined;
});

function start(clock = new VirtualClock(), extra: Partial<LocalDiscordOptions> = {}): LocalDiscord {
	running = startDiscord(clock, extra);
	return running;
}

const USER_AGENT = "DiscordBot (https://example.com, 1.0)";

async function call(
	local: LocalDiscord,
	method: string,
	path: string,
	body?: unknown,
	headers: Record<string, string> = {},
): Promise<{ status: number; body: unknown; headers: Headers }> {
	const response = await fetch(`${local.apiUrl}/v10${path}`, {
		method,
		headers: {
			"user-agent": USER_AGENT,
			authorization: `Bot ${TOKEN}`,
			...(body === undefined ? {} : { "content-type": "application/json" }),
			...headers,
		},
		...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
	});
	const type = response.headers.get("content-type");
	const text = await response.text();
	return {
		status: response.status,
		body: type?.startsWith("application/json") ? JSON.parse(text) : undefined,
		headers: response.headers,
	};
}

function commandsPath(local: LocalDiscord): string {
	return `/applications/${APPLICATION_ID}/guilds/${local.guilds.guild().id}/commands`;
}

function channelPath(local: LocalDiscord): string {
	return `/channels/${local.guilds.channelIn(local.guilds.guild()).id}/messages`;
}

function firstField(body: unknown, name: string): unknown {
	const first: unknown = Array.isArray(body) ? body[0] : body;
	return isJsonObject(first) ? first[name] : undefined;
}

test("a request without Discord's form of user agent is blocked", async () => {
	expect(await call(start(), "GET", "/users/@me", undefined, { "user-agent": "curl" })).toMatchObject({
		status: 403,
		body: { code: 40333 },
	});
});

test("a wrong token is refused with 401 and counts as invalid", async () => {
	const local = start();
	expect(await call(local, "GET", "/users/@me", undefined, { authorization: "Bot no" })).toMatchObject({
		status: 401,
		body: { code: 0 },
	});
	expect(local.rest.invalidRequests).toBe(1);
});

test("unknown paths and methods are told apart", async () => {
	const local = start();
	expect((await call(local, "GET", "/nothing")).status).toBe(404);
	expect((await call(local, "DELETE", "/users/@me")).status).toBe(405);
});

test("a body that is not JSON, or of another type, is refused", async () => {
	const local = start();
	expect(await call(local, "POST", channelPath(local), "{")).toMatchObject({ status: 400, body: { code: 50109 } });
	expect(
		await call(local, "POST", channelPath(local), "content=x", { "content-type": "application/x-www-form-urlencoded" }),
	).toMatchObject({ status: 400, body: { code: 50035 } });
});

test("what is wrong with a body stands at its place in the nested errors", async () => {
	const local = start();
	const answer = await call(local, "PUT", commandsPath(local), [{ ...GIVE, options: [{ type: 4, name: "n" }] }]);
	expect(answer.body).toEqual({
		code: 50035,
		message: "Invalid Form Body",
		errors: {
			"0": {
				options: {
					"0": { description: { _errors: [{ code: "BASE_TYPE_REQUIRED", message: "This field is required" }] } },
				},
			},
		},
	});
});

test("registering the same list again keeps ids and versions, a change only the id", async () => {
	const local = start();
	const one = (await call(local, "PUT", commandsPath(local), [GIVE])).body;
	const same = (await call(local, "PUT", commandsPath(local), [GIVE])).body;
	const changed = (await call(local, "PUT", commandsPath(local), [{ ...GIVE, description: "Other" }])).body;
	expect(same).toEqual(one);
	expect(firstField(changed, "id")).toBe(firstField(one, "id"));
	expect(firstField(changed, "version")).not.toBe(firstField(one, "version"));
});

test("creating a command answers 201, the same name again replaces it with 200", async () => {
	const local = start();
	expect((await call(local, "POST", commandsPath(local), GIVE)).status).toBe(201);
	expect((await call(local, "POST", commandsPath(local), GIVE)).status).toBe(200);
	const id = String(firstField((await call(local, "GET", commandsPath(local))).body, "id"));
	expect(await call(local, "PATCH", `${commandsPath(local)}/${id}`, { description: "New" })).toMatchObject({
		status: 200,
		body: { description: "New", name: "give" },
	});
	expect(await call(local, "DELETE", `${commandsPath(local)}/${id}`)).toMatchObject({ status: 204, body: undefined });
	expect(await call(local, "GET", `${commandsPath(local)}/${id}`)).toMatchObject({
		status: 404,
		body: { code: 10063 },
	});
});

test("the 201st creation of a day is refused, the next day takes it", async () => {
	const clock = new VirtualClock();
	const local = start(clock);
	const list = (round: number): unknown =>
		Array.from({ length: 100 }, (_, at) => ({ ...GIVE, name: `c${round}-${at}` }));
	expect((await call(local, "PUT", commandsPath(local), list(1))).status).toBe(200);
	expect((await call(local, "PUT", commandsPath(local), list(2))).status).toBe(200);
	expect(await call(local, "PUT", commandsPath(local), [GIVE])).toMatchObject({ status: 400, body: { code: 30034 } });
	await pass(clock, 86_400);
	expect((await call(local, "PUT", commandsPath(local), [GIVE])).status).toBe(200);
});

test("a bucket counts down, refuses with Retry-After and opens again", async () => {
	const clock = new VirtualClock();
	const local = start(clock);
	const send = (): ReturnType<typeof call> => call(local, "POST", channelPath(local), { content: "x" });
	const remaining: (string | null)[] = [];
	for (let count = 0; count < 5; count += 1) remaining.push((await send()).headers.get("x-ratelimit-remaining"));
	expect(remaining).toEqual(["4", "3", "2", "1", "0"]);
	const refused = await send();
	expect([refused.status, refused.headers.get("retry-after"), refused.headers.get("x-ratelimit-scope")]).toEqual([
		429,
		"5",
		"user",
	]);
	await pass(clock, 5);
	expect((await send()).status).toBe(200);
});

test("the 51st request of a second meets the global limit", async () => {
	const local = start();
	const answers = await Promise.all(
		Array.from({ length: 51 }, (_, at) => call(local, "GET", at % 2 === 0 ? "/users/@me" : `/users/${APPLICATION_ID}`)),
	);
	const refused = answers.filter((answer) => answer.status === 429);
	expect(
		refused.map((answer) => [answer.headers.get("x-ratelimit-global"), answer.headers.get("x-ratelimit-scope")]),
	).toEqual([["true", "global"]]);
});

test("planned faults: effect done but 500, shared 429, and no answer until the server stops", async () => {
	const local = start();
	local.faults.planRestFault("create_message", { kind: "effect-then-500" });
	expect((await call(local, "POST", channelPath(local), { content: "x" })).status).toBe(500);
	expect(local.people.readChannel()).toEqual(["x"]);
	local.faults.planRestFault("create_message", { kind: "rate-limited", scope: "shared", retryAfterSeconds: 1.2 });
	const limited = await call(local, "POST", channelPath(local), { content: "y" });
	expect([limited.status, limited.headers.get("retry-after"), limited.headers.get("x-ratelimit-scope")]).toEqual([
		429,
		"2",
		"shared",
	]);
	expect(local.rest.invalidRequests).toBe(0);
	local.faults.planRestFault("create_message", { kind: "no-answer" });
	const pending = call(local, "POST", channelPath(local), { content: "z" }).then(
		() => "answered",
		() => "cut off",
	);
	while (local.rest.log.at(-1)?.status !== null) await new Promise(setImmediate);
	expect(local.people.readChannel()).toEqual(["x", "z"]);
	await local.stop();
	expect(await pending).toBe("cut off");
});

test("an enforced nonce makes one message of two requests", async () => {
	const local = start();
	const body = { content: "x", nonce: "n1", enforce_nonce: true };
	const one = await call(local, "POST", channelPath(local), body);
	const two = await call(local, "POST", channelPath(local), body);
	expect(firstField(two.body, "id")).toBe(firstField(one.body, "id"));
	expect(local.people.readChannel()).toEqual(["x"]);
});

test("direct messages reach a person unless they are closed", async () => {
	const local = start(new VirtualClock(), {
		guilds: [{ name: "Harbour", members: [{ name: "Ada" }, { name: "Shy", closedMessages: true }] }],
	});
	const send = async (name: string): Promise<number> => {
		const recipient = local.guilds.member(local.guilds.guild(), name).user.id;
		const channel = await call(local, "POST", "/users/@me/channels", { recipient_id: recipient });
		return (
			await call(local, "POST", `/channels/${String(firstField(channel.body, "id"))}/messages`, { content: "hello" })
		).status;
	};
	expect(await send("Ada")).toBe(200);
	expect(local.people.readDirectMessages("Ada")).toEqual(["hello"]);
	expect(await send("Shy")).toBe(403);
});

test("a channel that the bot may not write to is refused with 50013, one it does not see with 50001", async () => {
	const local = start(new VirtualClock(), {
		guilds: [
			{
				name: "Harbour",
				channels: [
					{ name: "quiet", overwrites: [{ of: "@everyone", deny: 1n << 11n }] },
					{ name: "hidden", overwrites: [{ of: "@everyone", deny: 1n << 10n }] },
				],
			},
		],
	});
	const send = (name: string): ReturnType<typeof call> =>
		call(local, "POST", `/channels/${local.guilds.channelIn(local.guilds.guild(), name).id}/messages`, {
			content: "x",
		});
	expect(await send("quiet")).toMatchObject({ status: 403, body: { code: 50013 } });
	expect(await send("hidden")).toMatchObject({ status: 403, body: { code: 50001 } });
});

test("files and embeds in a channel take rights of their own, and a message says whom it pings", async () => {
	const overwrites = [{ of: "@everyone", deny: Permission.ATTACH_FILES | Permission.EMBED_LINKS }];
	const channels = [{ name: "general" }, { name: "plain", overwrites }];
	const local = start(new VirtualClock(), { guilds: [{ name: "Harbour", channels, members: [{ name: "Ada" }] }] });
	const ada = local.guilds.member(local.guilds.guild(), "Ada").user.id;
	const send = async (name: string, body: object): Promise<unknown> => {
		const { id } = local.guilds.channelIn(local.guilds.guild(), name);
		return (await call(local, "POST", `/channels/${id}/messages`, body)).body;
	};
	expect(await send("plain", { content: "x", embeds: [{ title: "x" }] })).toMatchObject({ code: 50013 });
	expect(await send("plain", { content: `<@${ada}>` })).toMatchObject({ mentions: [{ id: ada }] });
	expect(await send("general", { content: "@everyone", embeds: [{ title: "x" }] })).toMatchObject({
		mention_everyone: true,
	});
});

test("a bot can't change who may use a command", async () => {
	const local = start();
	const created = await call(local, "POST", commandsPath(local), GIVE);
	const path = `${commandsPath(local)}/${String(firstField(created.body, "id"))}/permissions`;
	expect(await call(local, "PUT", path, { permissions: [] })).toMatchObject({ status: 403, body: { code: 20001 } });
});

test("a bot reads who may use its commands, of all that staff changed at once", async () => {
	const local = start();
	const created = await call(local, "POST", commandsPath(local), GIVE);
	expect(await call(local, "GET", `${commandsPath(local)}/permissions`)).toMatchObject({ status: 200, body: [] });
	local.people.setCommandPermissions("give", [{ id: local.guilds.guild().id, type: 1, permission: true }]);
	expect(await call(local, "GET", `${commandsPath(local)}/permissions`)).toMatchObject({
		status: 200,
		body: [{ id: firstField(created.body, "id"), permissions: [{ type: 1, permission: true }] }],
	});
});

test("the application tells its granted intents and where its interactions go", async () => {
	const usual = await call(start(), "GET", "/applications/@me");
	expect(usual.body).toMatchObject({ id: APPLICATION_ID, flags: 0, flags_new: "0", interactions_endpoint_url: null });
	await running?.stop();
	const portal = { guildMembers: true, interactionsEndpointUrl: "https://elsewhere.test/" };
	const changed = await call(start(new VirtualClock(), { portal }), "GET", "/applications/@me");
	expect(changed.body).toMatchObject({ flags: 1 << 15, interactions_endpoint_url: "https://elsewhere.test/" });
});
