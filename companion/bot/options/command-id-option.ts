import type { CommandView } from "../../ledger/command-view";
import { fail, ok } from "../../../shared/result";
import { CHOICES_MAX, OPTION_TYPE } from "../framework/define-command";
import { ifGiven, type Asker, type Option } from "../framework/option";
import type { Choice } from "../interaction";
import { WORD_OF } from "../replies/change-reply";
import { formatAge, formatDelta } from "../replies/text";

/** Ids are at most 80 characters; people also copy the marks that make them stand out in a message. */
const TYPED_MAX = 100;
const ID = /^[\x21-\x7e]{1,80}$/;
/** Discord: the name of a choice has 1 to 100 characters. */
const CHOICE_NAME_MAX = 100;

/** What a person may mean: the whole id, his own text of it, or the id of a Discord interaction. */
function listMeant(typed: string, guildId: string): readonly string[] {
	return typed.includes(":") ? [typed] : [`txn:${guildId}:${typed}`, `discord:${typed}`, typed];
}

const COMMAND_ID_DATA = {
	type: OPTION_TYPE.string,
	description: "Id of a command, or part of a name to choose from the newest",
	autocomplete: true,
	max_length: TYPED_MAX,
} as const;

const suggestCommands: Option<unknown>["suggest"] = async (typed, { parts, member }) => {
	const query = { actorId: seesAll({ parts, member }) ? undefined : member.id, text: typed.trim(), count: CHOICES_MAX };
	const now = parts.ports.clock.now();
	return (await parts.commandLives.listNewest(query)).map((command) => toChoice(command, now));
};

const readCommandIds: Option<readonly string[]>["read"] = (value, { settings }) => {
	const typed = typeof value === "string" ? value.replaceAll("`", "").trim() : "";
	return ID.test(typed) ? ok(listMeant(typed, settings.guildId)) : fail("txn-unknown");
};

/** Ids of which the first known one is meant. */
export const COMMAND_ID: Option<readonly string[]> = {
	data: { ...COMMAND_ID_DATA, required: true },
	suggest: suggestCommands,
	read: readCommandIds,
};

export const ANY_COMMAND_ID: Option<readonly string[] | undefined> = {
	data: { ...COMMAND_ID_DATA, required: false },
	suggest: suggestCommands,
	read: ifGiven(readCommandIds),
};

/** Whoever may not read the audit sees what he gave himself. */
export function seesAll({ parts, member }: Asker): boolean {
	return parts.staff.findRefusal(member, "audit") === undefined;
}

/** Choices are plain text: no markdown, and no times that each reader's client would write in his own zone. */
function toChoice(command: CommandView, now: number): Choice {
	const { id, delta, userName, actorName, state, createdAt } = command;
	const own = /^txn:\d+:(.+)$/.exec(id)?.[1];
	const words = [`${formatDelta(delta)} ${userName}`, WORD_OF[state], `by ${actorName}`, formatAge(now - createdAt)];
	const name = [...(own === undefined ? [] : [own]), ...words].join(" · ");
	return { name: name.slice(0, CHOICE_NAME_MAX).toWellFormed(), value: id };
}
