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
		"**3.** A moderator joins the game, gives himself one coin, and sees it arrive (`/give`).",
		"Under Server Settings > Integrations open the commands to that role; Discord hides them from it until then.",
		"-# The buttons work for those who may use the commands. Nobody else sees what they show; a coin that is given, everybody sees.",
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

/** What the form says that gives one coin. */
export const TEST_COIN_FORM = {
	title: "Test with one coin",
	text: [
		"Join your game first. Then send this, and look at your screen there.",
		"A message here says Done when the coin is stored, within seven seconds in most cases; everybody in this channel sees it.",
		"It is the same as `/give` with one coin: it counts in your limits, and `/deduct` takes it back.",
	].join("\n"),
	labels: { user: "Your Roblox name" },
};

/** Why that coin was given, as the audit says it. */
export const TEST_COIN_REASON = "Test with one coin";
