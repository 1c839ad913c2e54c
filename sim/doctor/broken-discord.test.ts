import { COMMANDS } from "../../companion/bot/commands/command-list";
import { BOT_NEEDS } from "../../companion/doctor/discord/bot-needs";
import { describeBroken, type Broken } from "./testing/describe-broken";
import { APPLICATION_ID, GUILD_ID, STAFF_ROLE_ID } from "./testing/setup";

const COMMANDS_PATH = `/applications/${APPLICATION_ID}/guilds/${GUILD_ID}/commands`;
const UNKNOWN_ROLE = "1300000000000000099";

const BROKEN: readonly Broken[] = [
	{
		name: "Discord cannot be reached",
		break: ({ instead }) => instead.set("http://discord.test", "ECONNREFUSED"),
		fails: "discord-reachable",
		advice: /no answer from http:\/\/discord\.test\/api \(ECONNREFUSED\).*DISCORD_API_URL/,
	},
	{
		name: "something else stands where Discord should be",
		break: ({ instead }) => instead.set("http://discord.test", () => new Response("<html>Welcome</html>")),
		fails: "discord-reachable",
		advice: /is not Discord: check DISCORD_API_URL/,
	},
	{
		name: "the token of a bot that Discord does not know",
		break: ({ environment }) => (environment["DISCORD_TOKEN"] = "wrong.token"),
		fails: "discord-token",
		advice: /does not know DISCORD_TOKEN: reset the token/,
	},
	{
		name: "the id of another application",
		break: ({ environment }) => (environment["DISCORD_APP_ID"] = "1300000000000000077"),
		fails: "discord-application",
		advice: new RegExp(`belongs to the application ${APPLICATION_ID}; set DISCORD_APP_ID`),
	},
	{
		name: "interactions that go to an address",
		options: { portal: { interactionsEndpointUrl: "https://elsewhere.test/" } },
		fails: "discord-delivery",
		advice: /empty Interactions Endpoint URL/,
	},
	{
		name: "no login left today",
		break: ({ instead }) =>
			instead.set("http://discord.test/api/v10/gateway/bot", () =>
				Response.json({
					...{ url: "wss://gateway.test", shards: 1 },
					session_start_limit: { total: 1_000, remaining: 0, reset_after: 1_800_000, max_concurrency: 1 },
				}),
			),
		fails: "discord-gateway",
		advice: /logged in too often today: do not start it again for 30 minutes/,
	},
	{
		name: "a bot that needs an intent which is switched off",
		break: (setup) => {
			const GUILD_MEMBERS = { name: "GUILD_MEMBERS", bit: 1 << 1, flags: (1 << 14) | (1 << 15) };
			setup.needs = { intents: [...BOT_NEEDS.intents, GUILD_MEMBERS], permissions: [], rolesGiven: [] };
		},
		fails: "discord-intents",
		advice: /switch on GUILD_MEMBERS .* Privileged Gateway Intents/,
	},
	{
		name: "a server that the bot is not in",
		break: ({ environment }) => (environment["DISCORD_GUILD_ID"] = "1300000000000000088"),
		fails: "discord-guild",
		advice: /not in the server 1300000000000000088: check DISCORD_GUILD_ID, or invite/,
	},
	{
		name: "a role that the server does not have",
		break: ({ environment }) => (environment["ECONOMY_ROLE_IDS"] = `${STAFF_ROLE_ID},${UNKNOWN_ROLE}`),
		fails: "discord-roles",
		advice: new RegExp(`roles that the server does not have: ${UNKNOWN_ROLE}$`),
	},
	{
		name: "@everyone as the staff's role",
		break: ({ environment }) => (environment["ECONOMY_ROLE_IDS"] = GUILD_ID),
		fails: "discord-roles",
		advice: /names @everyone, which opens the commands to nobody/,
	},
	{
		name: "a permission that the bot needs and does not have",
		break: (setup) => {
			const permissions = [{ name: "Manage Roles", bit: 1n << 28n }];
			setup.needs = { intents: [], permissions, rolesGiven: [] };
		},
		fails: "discord-permissions",
		advice: /give the bot's role in Server Settings > Roles: Manage Roles/,
	},
	{
		name: "a role to give that stands as high as the bot's own",
		break: (setup) => {
			const guild = setup.discord.guilds.guild();
			const own = [...guild.roles.values()].find((role) => role.managed);
			setup.needs = { intents: [], permissions: [], rolesGiven: [own?.id ?? "", STAFF_ROLE_ID] };
		},
		fails: "discord-role-position",
		advice: new RegExp(`drag the bot's role above .*: (?!.*${STAFF_ROLE_ID})\\d+$`),
	},
	{
		name: "commands that were never registered",
		options: { isUnregistered: true },
		fails: "discord-commands",
		advice:
			/\/give is not registered; \/deduct is not registered; .*The companion registers its commands when it starts/,
	},
	{
		name: "a command that was registered in another form, and one of somebody else",
		break: async (setup) => {
			const [give, ...rest] = COMMANDS.map(({ data }) => data);
			await setup.register([{ ...give, description: "Other" }, ...rest, { name: "dance", description: "Dances" }]);
		},
		fails: "discord-commands",
		advice: /^\/give is registered in another form; \/dance is not one of Purser's\. /,
	},
	{
		name: "an invitation without the scope for commands",
		break: ({ instead }) =>
			instead.set(`http://discord.test/api/v10${COMMANDS_PATH}`, () =>
				Response.json({ code: 50001, message: "Missing Access" }, { status: 403 }),
			),
		fails: "discord-commands",
		advice: /invite it again with the scope applications\.commands/,
	},
];

describeBroken("a broken Discord side", BROKEN);
