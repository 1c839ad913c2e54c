import { SETTINGS } from "../../config/settings";
import type { Check } from "../check";
import { bad, good } from "../finding";
import { fieldOf, numberIn, textIn } from "../../answer-fields";
import { defineBotCheck } from "./define-bot-check";
import { unexpected } from "./discord-reader";

const { discordApiUrl: apiUrl, discordToken: token, discordAppId: applicationId } = SETTINGS;

/** The way to Discord, and the application on its page there. */
export const CONNECTION_CHECKS: readonly Check[] = [
	defineBotCheck({
		name: "discord-reachable",
		settings: { apiUrl },
		judge: async (settings, { discord }) => {
			const reply = await discord.get("/gateway");
			if (reply.kind === "no-answer") {
				return bad(`no answer from ${settings.apiUrl} (${reply.code}): check the network, DNS, and DISCORD_API_URL`);
			}
			const isDiscord = reply.status === 401 || textIn(reply.body, "url") !== undefined;
			if (reply.status >= 500 || reply.status === 429) return unexpected("its gateway", reply);
			return isDiscord ? good() : bad(`what answers at ${settings.apiUrl} is not Discord: check DISCORD_API_URL`);
		},
	}),
	defineBotCheck({
		name: "discord-token",
		after: ["discord-reachable"],
		settings: { token },
		judge: async (_settings, { discord }) => {
			const reply = await discord.get("/users/@me");
			if (reply.kind === "answer" && reply.status === 401) {
				return bad(
					"Discord does not know DISCORD_TOKEN: reset the token on the application's page, under Bot, and copy it",
				);
			}
			return reply.kind === "answer" && reply.status === 200 ? good() : unexpected("the bot's user", reply);
		},
	}),
	defineBotCheck({
		name: "discord-application",
		after: ["discord-token"],
		settings: { applicationId },
		judge: async (settings, { discord }) => {
			const reply = await discord.get("/applications/@me");
			if (reply.kind === "no-answer" || reply.status !== 200) return unexpected("the application", reply);
			const actual = textIn(reply.body, "id");
			if (actual === settings.applicationId) return good();
			return bad(
				`DISCORD_TOKEN belongs to the application ${actual}; set DISCORD_APP_ID to that, or use the other's token`,
			);
		},
	}),
	defineBotCheck({
		name: "discord-delivery",
		after: ["discord-token"],
		settings: {},
		judge: async (_settings, { discord }) => {
			const reply = await discord.get("/applications/@me");
			if (reply.kind === "no-answer" || reply.status !== 200) return unexpected("the application", reply);
			// "Gateway or HTTP endpoint, never both." Source: Discord, Receiving and Responding.
			if (typeof fieldOf(reply.body, "interactions_endpoint_url") !== "string") return good();
			return bad(
				"commands go to an address instead of the bot: empty Interactions Endpoint URL on the application's page",
			);
		},
	}),
	defineBotCheck({
		name: "discord-gateway",
		after: ["discord-token"],
		settings: {},
		judge: async (_settings, { discord }) => {
			const reply = await discord.get("/gateway/bot");
			if (reply.kind === "no-answer" || reply.status !== 200) return unexpected("the bot's gateway", reply);
			const limit = fieldOf(reply.body, "session_start_limit");
			if (numberIn(limit, "remaining") !== 0) return good();
			const minutes = Math.ceil((numberIn(limit, "reset_after") ?? 0) / 60_000);
			// One more login would end all sessions and reset the token. Source: Discord, Gateway, Identifying.
			return bad(
				`the bot logged in too often today: do not start it again for ${minutes} minutes, and find out what restarts it`,
			);
		},
	}),
	defineBotCheck({
		name: "discord-intents",
		after: ["discord-token"],
		settings: {},
		judge: async (_settings, { discord, needs }) => {
			const reply = await discord.get("/applications/@me");
			if (reply.kind === "no-answer" || reply.status !== 200) return unexpected("the application", reply);
			const flags = numberIn(reply.body, "flags") ?? 0;
			const missing = needs.intents.filter((intent) => intent.flags !== undefined && (flags & intent.flags) === 0);
			if (missing.length === 0) return good();
			const names = missing.map(({ name }) => name).join(", ");
			return bad(
				`Discord will refuse the login: switch on ${names} on the application's page, under Bot, Privileged Gateway Intents`,
			);
		},
	}),
];
