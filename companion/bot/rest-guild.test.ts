import { describe, expect, test } from "bun:test";
import { createRestGuild } from "./rest-guild";

const MEMBER = { user: { id: "31", username: "mara", global_name: "Mara" }, nick: null, roles: ["11", "12"] };

function createGuild(answer: () => unknown) {
	const asked: string[] = [];
	const get = (route: string): Promise<unknown> => {
		asked.push(route);
		return new Promise((resolve) => resolve(answer()));
	};
	return { asked, guild: createRestGuild({ get }, "900") };
}

function refuse(code: number, status: number): () => never {
	return () => {
		throw Object.assign(new Error("refused"), { code, status });
	};
}

test("the owner is read from the server itself", async () => {
	const { guild, asked } = createGuild(() => ({ id: "900", owner_id: "1" }));
	expect(await guild.findOwner()).toEqual({ ok: true, value: "1" });
	expect(asked).toEqual(["/guilds/900"]);
	expect(await createGuild(refuse(0, 502)).guild.findOwner()).toMatchObject({ ok: false, error: { retriable: true } });
});

describe("a member", () => {
	test("has the roles he has now, and none of Discord's own rights", async () => {
		const { guild, asked } = createGuild(() => MEMBER);
		const member = { id: "31", name: "Mara", roleIds: ["11", "12"], isDiscordAdministrator: false };
		expect(await guild.findMember("31")).toEqual({ ok: true, value: member });
		expect(asked).toEqual(["/guilds/900/members/31"]);
	});

	test.each([
		[10007, "he left"],
		[10013, "his account is gone"],
	])("is none any more: %d, %s", async (code) => {
		const { guild } = createGuild(refuse(code, 404));
		expect(await guild.findMember("31")).toEqual({ ok: true, value: undefined });
	});

	test("is not known while Discord refuses, or answers in another form", async () => {
		expect(await createGuild(refuse(0, 500)).guild.findMember("31")).toMatchObject({ ok: false });
		expect(await createGuild(() => "nobody").guild.findMember("31")).toMatchObject({ ok: false });
	});
});

test("the server: its owner, its text channels in order, and the roles that people can be given", async () => {
	const server = {
		...{ owner_id: "7", system_channel_id: "52" },
		roles: [
			{ id: "900", name: "@everyone", position: 0 },
			{ id: "11", name: "Hosts", position: 1 },
			{ id: "13", name: "Purser", position: 3, managed: true },
			{ id: "12", name: "Officers", position: 2 },
		],
	};
	const channels = [
		{ id: "52", type: 0, position: 4 },
		{ id: "51", type: 0, position: 1 },
		{ id: "53", type: 2, position: 0 },
	];
	const answers: unknown[] = [server, channels];
	const { guild, asked } = createGuild(() => answers.shift());
	const roles = [
		{ id: "12", name: "Officers" },
		{ id: "11", name: "Hosts" },
	];
	const value = { ownerId: "7", systemChannelId: "52", textChannelIds: ["51", "52"], roles };
	expect(await guild.look()).toEqual({ ok: true, value });
	expect(asked).toEqual(["/guilds/900", "/guilds/900/channels"]);
	expect(await createGuild(() => ({})).guild.look()).toMatchObject({ ok: false, error: { code: "unreadable" } });
	expect(await createGuild(refuse(50001, 403)).guild.look()).toMatchObject({ ok: false, error: { code: "50001" } });
});
