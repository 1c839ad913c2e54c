import { LEVELS, nameLevel, rankOf, type Level, type Needed } from "../../staff/levels";
import { defineRight, RIGHT_NAMES, type Right } from "../../staff/rights";
import type { RightChange, Staff } from "../../staff/staff-view";
import { levelsBetween } from "../../staff/target-rule";
import type { ConfirmationIds } from "../framework/define-confirmation";
import type { ReplyBody } from "../interaction";
import { buildButton, buildEmbed, buildMessage } from "./message";
import { describeChange, mentionRole, nameNeeded } from "./staff-words";

const CHANGES_SHOWN = 5;

/** Every right with who has it, and the newest changes of roles and rights. */
export function rightsReply(staff: Pick<Staff, "neededFor" | "listChanges">): ReplyBody {
	const lines = RIGHT_NAMES.map(
		(right) => `\`/${right}\` · **${nameNeeded(staff.neededFor(right))}** · ${defineRight(right).meaning}`,
	);
	const changes = staff.listChanges(CHANGES_SHOWN).map(describeChange);
	const history = changes.length === 0 ? [] : ["**Newest changes**", ...changes];
	const hint = "-# Give a command to change who may use it; `/setroles` says which roles count as what.";
	return buildMessage([buildEmbed("information", "Who may do what", [...lines, ...history, hint])]);
}

/** One right, and a list to choose another level from. */
export function rightReply(staff: Pick<Staff, "neededFor" | "listRoles">, right: Right, selectId: string): ReplyBody {
	const needed = staff.neededFor(right);
	const { meaning, isForDiscordAdministrators } = defineRight(right);
	const holders = LEVELS.filter((level) => rankOf(level) >= rankOf(needed));
	const lines = [
		`It lets people ${meaning}.`,
		`Now for: **${nameNeeded(needed)}**`,
		...holders.map((level) => `- ${describeHolders(staff, level)}`),
		isForDiscordAdministrators ? "Discord's administrators may always use it." : undefined,
	];
	const options = [...LEVELS, "closed" as const].map((value) => ({
		label: nameNeeded(value),
		value,
		default: value === needed,
	}));
	const select = { type: 3, placeholder: "Choose who may use it", custom_id: selectId, options } as const;
	return buildMessage([buildEmbed("information", `/${right}`, lines)], [{ type: 1, components: [select] }]);
}

/** What the change means, before it is made. */
export function askRightReply(staff: Pick<Staff, "listRoles">, change: RightChange, ids: ConfirmationIds): ReplyBody {
	const touched = levelsBetween(change.before, change.after).map((level) => `- ${describeHolders(staff, level)}`);
	const isWider = rankOf(change.after) < rankOf(change.before);
	const { meaning } = defineRight(change.right);
	const heading = isWider ? `These may then ${meaning}:` : `These may then no longer ${meaning}:`;
	const same = "That is how it is now. Nothing would change.";
	const lines = [describeRightChange(change), ...(touched.length === 0 ? [same] : [heading, ...touched])];
	const buttons = [buildButton("Confirm", ids.confirm, 3), buildButton("Cancel", ids.cancel)];
	return buildMessage(
		[buildEmbed("attention", `Change who may use /${change.right}?`, lines)],
		[{ type: 1, components: touched.length === 0 ? buttons.slice(1) : buttons }],
	);
}

export function rightChangedReply(change: RightChange): ReplyBody {
	const lines = [describeRightChange(change), "It holds from the next command on."];
	return buildMessage([buildEmbed("done", "Changed", lines)]);
}

function describeRightChange({ right, before, after }: { right: Right; before: Needed; after: Needed }): string {
	return `\`/${right}\`: ${nameNeeded(before)} → **${nameNeeded(after)}**`;
}

function describeHolders(staff: Pick<Staff, "listRoles">, level: Level): string {
	const roles = staff.listRoles().filter((role) => role.level === level);
	const names = roles.slice(0, 10).map(({ roleId }) => mentionRole(roleId));
	return `${nameLevel(level)} · ${names.length === 0 ? "no role" : names.join(", ")}`;
}
