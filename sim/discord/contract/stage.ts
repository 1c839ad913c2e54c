import { recordExchanges } from "../../contract/record-exchanges";
import { operationOf } from "../../contract/check-exchange";
import type { Contract } from "../../contract/contract";
import { VirtualClock } from "../../clock/virtual-clock";
import { isJsonObject } from "../../json";
import { DEFAULT_PERMISSIONS, Permission } from "../permissions";
import { APPLICATION_ID, pass, startDiscord, TOKEN } from "../test-bench";

export const HEADERS = { "user-agent": "DiscordBot (https://example.com, 1.0)", authorization: `Bot ${TOKEN}` };
const GUILD = {
	name: "Harbour",
	roles: [{ name: "Economy" }],
	members: [{ name: "Bob" }, { name: "Root", admin: true }],
	botPermissions: DEFAULT_PERMISSIONS | Permission.MANAGE_ROLES,
};

/** A local Discord with a checker in front of its REST side, and what was asked of it. */
export function openStage(contract: Contract) {
	const clock = new VirtualClock();
	const discord = startDiscord(clock, { portal: { guildMembers: true }, guilds: [GUILD] });
	const recording = recordExchanges(contract, (request) => fetch(request));
	const answered = new Set<string>();
	const guild = discord.guilds.guild();
	const places = {
		guild: `/guilds/${guild.id}`,
		channel: `/channels/${discord.guilds.channelIn(guild).id}`,
		global: `/applications/${APPLICATION_ID}/commands`,
		commands: `/applications/${APPLICATION_ID}/guilds/${guild.id}/commands`,
		webhook: `/webhooks/${APPLICATION_ID}`,
	};

	/** Sends what is allowed to be sent, waiting where a limit would refuse it. */
	async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = HEADERS) {
		await pass(clock, 5);
		return askAtOnce(method, path, body, headers);
	}

	async function askAtOnce(method: string, path: string, body?: unknown, headers: Record<string, string> = HEADERS) {
		const url = `${discord.apiUrl}/v10${path}`;
		const isForm = body instanceof FormData;
		const all = new Headers(headers);
		if (body !== undefined && !isForm) all.set("content-type", "application/json");
		const text = isForm ? body : JSON.stringify(body);
		const request = new Request(url, { method, headers: all, body: text ?? null });
		const response = await recording.fetch(request);
		if (response.ok) answered.add(operationOf(contract, method, new URL(url))?.id ?? "nothing described");
		const answer: unknown = response.status === 204 ? undefined : await response.json();
		return { status: response.status, id: isJsonObject(answer) ? String(answer["id"]) : "" };
	}
	return { discord, recording, answered, places, ask, askAtOnce };
}
