import type { GuildRole } from "../guild";
import type { ReplyBody } from "../interaction";
import { buildButton, buildEmbed, buildMessage } from "./message";

/** Custom ids of the checklist's buttons. */
export interface ChecklistIds {
	readonly roles: string;
	readonly rights: string;
	readonly coin: string;
}

/** Discord: a list has at most 25 options, a label at most 100 characters. */
const ROLES_MAX = 25;
const LABEL_MAX = 100;

/** How to begin. Without ids it has no buttons. */
export function checklistReply(ids?: ChecklistIds): ReplyBody {
	const lines = [
		"Purser is here. Nobody may move coins yet; that takes three steps.",
		"**1.** Whoever has Discord's Administrator permission says which role counts as moderator (`/setroles`).",
		"**2.** Look at what each level may do, and change what does not fit (`/rights`, `/limits`).",
		"**3.** A moderator gives one coin to a player, and sees it arrive in the game (`/give`).",
		"Under Server Settings > Integrations open the commands to that role; Discord hides them from it until then.",
		"-# The buttons work for those who may use the commands, and show what they show to nobody else.",
	];
	const embed = buildEmbed("information", "Set up Purser", ids === undefined ? lines.slice(0, -1) : lines);
	if (ids === undefined) return buildMessage([embed]);
	const buttons = [
		buildButton("1. Choose the moderators", ids.roles, 3),
		buildButton("2. See the rights", ids.rights),
		buildButton("3. Test with one coin", ids.coin),
	];
	return buildMessage([embed], [{ type: 1, components: buttons }]);
}

/** The server's roles, the highest first, to choose from. */
export function chooseModeratorsReply(roles: readonly GuildRole[], selectId: string): ReplyBody {
	const lines = [
		"Which role counts as moderator? Nothing changes before you have seen what it means and confirmed it.",
		roles.length > ROLES_MAX
			? `These are the highest ${ROLES_MAX}; \`/setroles\` takes any, and every level.`
			: undefined,
		roles.length === 0 ? "The server has no role yet: make one under Server Settings > Roles." : undefined,
	];
	const options = roles
		.slice(0, ROLES_MAX)
		.map(({ id, name }) => ({ label: name.slice(0, LABEL_MAX), value: id, default: false }));
	const select = { type: 3, placeholder: "Choose a role", custom_id: selectId, options } as const;
	const rows = options.length === 0 ? [] : [{ type: 1, components: [select] } as const];
	return buildMessage([buildEmbed("information", "Moderators", lines)], rows);
}

/** One coin by the ordinary way. */
export function testCoinReply(): ReplyBody {
	const lines = [
		"Join your game, then use this here with your Roblox name:",
		"`/give user:YourRobloxName amount:1 reason:test`",
		"The reply says Done when the coin is stored, within seven seconds in most cases, and your screen shows it.",
		"`/deduct` takes it back. Both count in your limits, as always.",
	];
	return buildMessage([buildEmbed("information", "Test with one coin", lines)]);
}
