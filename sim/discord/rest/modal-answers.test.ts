import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { VirtualClock } from "../../clock/virtual-clock";
import { objectOr } from "../../json";
import type { InteractionHandle } from "../people/interaction-handle";
import type { Refused } from "../people/people";
import { APPLICATION_ID, GIVE, pass, sent, startDiscord, TOKEN } from "../test-bench";

const INPUT = { type: 4, custom_id: "user", style: 1, min_length: 1, max_length: 40, required: true };
const FIELD = { type: 18, label: "Your Roblox name", description: "Roblox name or id", component: INPUT };
const TEXT = { type: 10, content: "Join the game first." };
const MODAL = { custom_id: "coin", title: "Test with one coin", components: [TEXT, FIELD] };
const MESSAGE = { content: "done", components: [{ type: 1, components: [button("Open")] }] };

function button(label: string) {
	return { type: 2, style: 2, label, custom_id: label };
}

const clock = new VirtualClock();
const discord = startDiscord(clock);

async function call(method: string, path: string, body: unknown): Promise<Response> {
	const headers = {
		...{ "user-agent": "DiscordBot (https://example.com, 1.0)", "content-type": "application/json" },
		authorization: `Bot ${TOKEN}`,
	};
	return await discord.rest.handle(
		new Request(`http://127.0.0.1/api/v10${path}`, { method, headers, body: JSON.stringify(body) }),
	);
}

beforeAll(async () => {
	const list = `/applications/${APPLICATION_ID}/guilds/${discord.guilds.guild().id}/commands`;
	expect((await call("PUT", list, [GIVE])).status).toBe(200);
});
afterAll(() => discord.stop());

const use = () =>
	sent(discord.people.runCommand({ member: "Root", command: "give", options: { user: "P", amount: 5 } }));

/** The status of an answer, and where it was found wrong. */
async function answer(asked: InteractionHandle | Refused, type: number, data?: unknown): Promise<[number, string]> {
	const { record } = sent(asked);
	const response = await call("POST", `/interactions/${record.id}/${record.token}/callback`, { type, data });
	const body: unknown = response.status === 204 ? {} : await response.json();
	return [response.status, pathsOf(objectOr(body)["errors"])];
}

function pathsOf(errors: unknown, at = ""): string {
	const entries = Object.entries(objectOr(errors));
	return entries.map(([key, value]) => (key === "_errors" ? at : pathsOf(value, `${at}/${key}`))).join(" ");
}

const withField = (change: object) => ({ ...MODAL, components: [{ ...FIELD, ...change }] });
const withInput = (change: object) => withField({ component: { ...INPUT, ...change } });

describe("a form is taken", () => {
	test("as it should be, by a command and by a button", async () => {
		expect(await answer(use(), 9, MODAL)).toEqual([204, ""]);
		const handle = use();
		await answer(handle, 4, MESSAGE);
		expect(await answer(discord.people.clickButton(handle, "Open"), 9, MODAL)).toEqual([204, ""]);
	});

	test("with every length at its limit", async () => {
		const field = { ...FIELD, label: "x".repeat(45), description: "x".repeat(100) };
		const input = { ...INPUT, custom_id: "x".repeat(100), placeholder: "x".repeat(100), max_length: 4_000 };
		const most = { custom_id: "x".repeat(100), title: "x".repeat(45), components: [{ ...field, component: input }] };
		expect(await answer(use(), 9, most)).toEqual([204, ""]);
	});
});

describe("a form is refused, and where it is wrong is named", () => {
	test.each<[string, object, string]>([
		["no custom id", { ...MODAL, custom_id: undefined }, "/data/custom_id"],
		["an empty custom id", { ...MODAL, custom_id: "" }, "/data/custom_id"],
		["a long custom id", { ...MODAL, custom_id: "x".repeat(101) }, "/data/custom_id"],
		["no title", { ...MODAL, title: undefined }, "/data/title"],
		["a long title", { ...MODAL, title: "x".repeat(46) }, "/data/title"],
		["no components", { ...MODAL, components: [] }, "/data/components"],
		["six components", { ...MODAL, components: Array.from({ length: 6 }, () => TEXT) }, "/data/components"],
		["a button", { ...MODAL, components: [button("a")] }, "/data/components/0/type"],
		["a field without a label", { ...MODAL, components: [INPUT] }, "/data/components/0/type"],
		["a long label", withField({ label: "x".repeat(46) }), "/data/components/0/label"],
		["a long description", withField({ description: "x".repeat(101) }), "/data/components/0/description"],
		["an unknown style", withInput({ style: 3 }), "/data/components/0/component/style"],
		["a long placeholder", withInput({ placeholder: "x".repeat(101) }), "/data/components/0/component/placeholder"],
		["too long a text", withInput({ max_length: 4_001 }), "/data/components/0/component/max_length"],
		["no room for a text", withInput({ max_length: 0 }), "/data/components/0/component/max_length"],
		["a field nobody can use", withInput({ disabled: true }), "/data/components/0/component/disabled"],
	])("%s", async (_name, modal, path) => {
		expect(await answer(use(), 9, modal)).toEqual([400, path]);
	});

	test("after a deferred answer", async () => {
		const handle = use();
		expect(await answer(handle, 5)).toEqual([204, ""]);
		expect((await answer(handle, 9, MODAL))[0]).toBe(400);
	});

	test("after three seconds", async () => {
		const handle = use();
		await pass(clock, 3);
		expect((await answer(handle, 9, MODAL))[0]).toBe(404);
	});
});

describe("what was filled in", () => {
	async function submit(fromButton: boolean): Promise<InteractionHandle> {
		const command = use();
		if (fromButton) await answer(command, 4, MESSAGE);
		const opener = fromButton ? sent(discord.people.clickButton(command, "Open")) : command;
		expect((await answer(opener, 9, MODAL))[0]).toBe(204);
		return sent(discord.people.submitModal(opener, { user: "Ava" }));
	}

	test.each([
		["a message", 4, MESSAGE, 204, 204],
		["a deferred message", 5, undefined, 204, 204],
		["an edit of the button's message, where there is one", 6, undefined, 400, 204],
		["choices, never", 8, { choices: [] }, 400, 400],
		["another form, never", 9, MODAL, 400, 400],
	])("is answered with %s", async (_name, type, data, ofCommand, ofButton) => {
		expect((await answer(await submit(false), type, data))[0]).toBe(ofCommand);
		expect((await answer(await submit(true), type, data))[0]).toBe(ofButton);
	});

	test("is answered within three seconds or not at all", async () => {
		const handle = await submit(false);
		await pass(clock, 3);
		expect((await answer(handle, 5))[0]).toBe(404);
	});
});
