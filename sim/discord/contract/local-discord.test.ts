import { afterAll, expect, setDefaultTimeout, test } from "bun:test";
import { describeContract } from "../../contract/describe-contract";
import { DISCORD } from "../../contract/described-service";
import { readContract } from "../../contract/load-contract";
import bundled from "../openapi.json" with { type: "json" };
import type { InteractionHandle } from "../people/interaction-handle";
import { APPLICATION_ID, GIVE, sent } from "../test-bench";
import { HEADERS, openStage } from "./stage";

type Body = Record<string, unknown>;

const EMBED = {
	...{ title: "Done", description: "**+5**", color: 0x3ba55d, url: "https://example.com", fields: [] },
	...{ timestamp: "2026-01-01T00:00:00Z", footer: { text: "end" }, author: { name: "Purser" } },
};
const BUTTON = { type: 2, style: 3, label: "Confirm", custom_id: "yes", disabled: false };
const SELECT = { type: 3, custom_id: "level", placeholder: "Level", options: [{ label: "One", value: "1" }] };
const ROWS = [
	{ type: 1, components: [BUTTON] },
	{ type: 1, components: [SELECT] },
];
const MESSAGE = { content: "hello", embeds: [EMBED], components: ROWS, allowed_mentions: { parse: [] } };
const MODAL = {
	...{ custom_id: "why", title: "Why?" },
	components: [{ type: 18, label: "Reason", component: { type: 4, custom_id: "reason", style: 1, required: true } }],
};

/** Answers nobody but a person's own client: the local Discord only refuses it. */
const NEVER_ANSWERED = "set_guild_application_command_permissions";

describeContract(
	"the local Discord against Discord's own description",
	(contract) => {
		const { discord, recording, answered, places, ask, askAtOnce } = openStage(contract);
		// The first use of a schema compiles it, which takes a slow machine seconds.
		setDefaultTimeout(30_000);
		afterAll(() => discord.stop());
		const member = { member: "Root" };
		const give = { user: "Bob", amount: 5 };

		function expectAsDescribed(side?: "answer"): void {
			expect(recording.problems(side)).toEqual([]);
		}

		async function expectAnswers(asked: readonly (readonly [number, string, string, unknown?])[]): Promise<void> {
			const got: string[] = [];
			for (const [, method, path, body] of asked)
				got.push(`${(await ask(method, path, body)).status} ${method} ${path}`);
			expect(got).toEqual(asked.map(([status, method, path]) => `${status} ${method} ${path}`));
		}

		/** Answers at once: a first answer is too late after 3 s. */
		const answer = (handle: InteractionHandle, body: Body, query = "") =>
			askAtOnce("POST", `/interactions/${handle.record.id}/${handle.record.token}/callback${query}`, body, {
				"user-agent": HEADERS["user-agent"],
			});
		const run = () => sent(discord.people.runCommand({ ...member, command: "give", options: give }));

		test("commands are registered, changed, read and removed", async () => {
			for (const list of [places.global, places.commands]) {
				await expectAnswers([[200, "PUT", list, [GIVE]]]);
				const { id } = await ask("POST", list, { ...GIVE, name: "other" });
				await expectAnswers([
					[200, "GET", list],
					[200, "PATCH", `${list}/${id}`, { description: "New" }],
					[200, "GET", `${list}/${id}`],
					[204, "DELETE", `${list}/${id}`],
				]);
			}
			const { id } = await ask("POST", places.commands, GIVE);
			discord.people.setCommandPermissions("give", [{ id: discord.guilds.guild().id, type: 1, permission: true }]);
			await expectAnswers([
				[200, "GET", `${places.commands}/permissions`],
				[200, "GET", `${places.commands}/${id}/permissions`],
			]);
			expectAsDescribed();
		});

		test("messages are sent, read, changed and removed, also to one person", async () => {
			const messages = `${places.channel}/messages`;
			const { id } = await ask("POST", messages, { ...MESSAGE, nonce: "n1", enforce_nonce: true });
			const bob = discord.guilds.member(discord.guilds.guild(), "Bob").user.id;
			const direct = await ask("POST", "/users/@me/channels", { recipient_id: bob });
			await expectAnswers([
				[204, "POST", `${places.channel}/typing`],
				[200, "GET", messages],
				[200, "GET", `${messages}/${id}`],
				[200, "PATCH", `${messages}/${id}`, { content: "changed" }],
				[204, "DELETE", `${messages}/${id}`],
				[200, "GET", places.channel],
				[200, "POST", `/channels/${direct.id}/messages`, MESSAGE],
				[200, "GET", `/channels/${direct.id}`],
			]);
			expectAsDescribed();
		});

		test("the gateway, the application, people, roles and channels", async () => {
			const guild = discord.guilds.guild();
			const bob = discord.guilds.member(guild, "Bob").user.id;
			const role = [...guild.roles.values()].find(({ name }) => name === "Economy")?.id ?? "";
			await expectAnswers([
				[200, "GET", "/gateway"],
				[200, "GET", "/gateway/bot"],
				[200, "GET", "/applications/@me"],
				[200, "GET", "/users/@me"],
				[200, "GET", `/users/${bob}`],
				[200, "GET", places.guild],
				[200, "GET", `${places.guild}/channels`],
				[200, "GET", `${places.guild}/roles`],
				[200, "GET", `${places.guild}/roles/${role}`],
				[200, "GET", `${places.guild}/members?limit=5`],
				[200, "GET", `${places.guild}/members/${bob}`],
				[204, "PUT", `${places.guild}/members/${bob}/roles/${role}`],
				[204, "DELETE", `${places.guild}/members/${bob}/roles/${role}`],
			]);
			expectAsDescribed();
		});

		test("interactions are answered, and the answer is followed up, changed and removed", async () => {
			const handle = run();
			expect((await answer(handle, { type: 4, data: { ...MESSAGE, flags: 64 } }, "?with_response=true")).status).toBe(
				200,
			);
			expect(
				(
					await answer(
						sent(discord.people.clickButton(handle, "Confirm")),
						{ type: 7, data: MESSAGE },
						"?with_response=true",
					)
				).status,
			).toBe(200);
			expect((await answer(sent(discord.people.clickButton(handle, "Confirm")), { type: 6 })).status).toBe(204);
			expect((await answer(run(), { type: 5, data: { flags: 64 } }, "?with_response=true")).status).toBe(200);
			const asked = run();
			expect((await answer(asked, { type: 9, data: MODAL }, "?with_response=true")).status).toBe(200);
			const fill = () => sent(discord.people.submitModal(asked, { reason: "a prize" }));
			expect((await answer(fill(), { type: 4, data: MESSAGE }, "?with_response=true")).status).toBe(200);
			expect((await answer(fill(), { type: 5, data: { flags: 0 } })).status).toBe(204);
			const webhook = `${places.webhook}/${handle.record.token}`;
			const { id } = await ask("POST", `${webhook}?wait=true`, MESSAGE);
			await expectAnswers(
				["@original", id].flatMap((message) => [
					[200, "GET", `${webhook}/messages/${message}`],
					[200, "PATCH", `${webhook}/messages/${message}`, { content: "changed" }],
					[204, "DELETE", `${webhook}/messages/${message}`],
				]),
			);
			expectAsDescribed();
		});

		test("what is refused is refused in a documented shape", async () => {
			const handle = run();
			await answer(handle, { type: 4, data: MESSAGE });
			expect((await answer(handle, { type: 4, data: MESSAGE })).status).toBe(400);
			await expectAnswers([
				[404, "GET", "/channels/1"],
				[404, "GET", `${places.channel}/messages/1`],
				[400, "POST", `${places.channel}/messages`, { content: "" }],
				[400, "POST", `${places.channel}/messages`, { content: "x".repeat(2_001) }],
				[404, "GET", `${places.commands}/1`],
				[404, "GET", `${places.webhook}/none/messages/@original`],
				[404, "GET", "/guilds/1"],
				[403, "PUT", `${places.guild}/members/${APPLICATION_ID}/roles/${discord.guilds.guild().id}`],
			]);
			expect((await ask("GET", "/users/@me", undefined, { ...HEADERS, authorization: "Bot no" })).status).toBe(401);
			for (let count = 0; count < 5; count += 1) await askAtOnce("POST", `${places.channel}/typing`);
			expect((await askAtOnce("POST", `${places.channel}/typing`)).status).toBe(429);
			expectAsDescribed("answer");
		});

		test("every operation that the local Discord serves was answered", () => {
			const served = readContract([bundled]).operations.map(({ id }) => id);
			expect([...answered, NEVER_ANSWERED].sort()).toEqual(served.sort());
		});
	},
	DISCORD,
);
