import type { MessageBody } from "../bodies/body-types";
import { FormErrors } from "../form-errors";
import { checkComponents } from "./component-rules";
import { checkEmbeds } from "./embed-rules";

export const MessageFlag = {
	SUPPRESS_EMBEDS: 4,
	EPHEMERAL: 64,
	LOADING: 128,
	SUPPRESS_NOTIFICATIONS: 4096,
	VOICE: 8192,
	COMPONENTS_V2: 32768,
} as const;

/** Documentation: 2,000; the specification says 4,000 on channel messages, and documentation wins. */
export const CONTENT_CHARACTERS_MAX = 2_000;

const CREATE_FLAGS =
	MessageFlag.SUPPRESS_EMBEDS | MessageFlag.SUPPRESS_NOTIFICATIONS | MessageFlag.VOICE | MessageFlag.COMPONENTS_V2;

/** Flags a body may set, by the place it is sent to ("Interaction Callback", "Create Message", "Edit Message"). */
export const ALLOWED_FLAGS = {
	channel: CREATE_FLAGS,
	interaction: CREATE_FLAGS | MessageFlag.EPHEMERAL,
	deferred: MessageFlag.EPHEMERAL,
	edit: MessageFlag.SUPPRESS_EMBEDS | MessageFlag.COMPONENTS_V2,
} as const;

/** Everything about a message body that the schema does not say. */
export function checkMessage(body: MessageBody, place: keyof typeof ALLOWED_FLAGS, knownFlags = 0): FormErrors {
	const errors = new FormErrors();
	const flags = body.flags ?? 0;
	if ([...(body.content ?? "")].length > CONTENT_CHARACTERS_MAX) {
		errors.add(["content"], "BASE_TYPE_MAX_LENGTH", `Must be ${CONTENT_CHARACTERS_MAX} or fewer in length.`);
	}
	if ((flags & ~(ALLOWED_FLAGS[place] | knownFlags)) !== 0) {
		errors.add(["flags"], "BASE_TYPE_BAD_VALUE", "Flags that can't be set here were given.");
	}
	const v2 = ((flags | knownFlags) & MessageFlag.COMPONENTS_V2) !== 0;
	if (v2) checkV2(body, errors);
	checkEmbeds(body.embeds ?? [], errors);
	checkComponents(body.components ?? [], v2, errors);
	checkMentions(body, errors);
	return errors;
}

/** True when there is nothing that Discord could show (50006). */
export function isEmptyMessage(body: MessageBody, fileCount: number): boolean {
	const lists = [body.embeds, body.components, body.sticker_ids];
	const text = (body.content ?? "").trim();
	return text === "" && fileCount === 0 && !body.poll && lists.every((list) => (list ?? []).length === 0);
}

function checkV2(body: MessageBody, errors: FormErrors): void {
	const message = "Can't be used together with the Components V2 flag.";
	if (body.content) errors.add(["content"], "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message);
	if ((body.embeds ?? []).length > 0)
		errors.add(["embeds"], "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message);
	if (body.poll) errors.add(["poll"], "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message);
}

function checkMentions(body: MessageBody, errors: FormErrors): void {
	const mentions = body.allowed_mentions;
	if (!mentions) return;
	for (const kind of ["users", "roles"] as const) {
		const list = mentions[kind] ?? [];
		if (list.length === 0 || !(mentions.parse ?? []).includes(kind)) continue;
		errors.add(
			["allowed_mentions"],
			"MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
			`parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
		);
	}
}
