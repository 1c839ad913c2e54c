import type { Embed } from "../bodies/body-types";
import type { FormErrors } from "../form-errors";

/** All text of all embeds of one message (Message resource, "Embed Limits"). */
export const EMBED_CHARACTERS_MAX = 6_000;

/** Sum over embeds; single lengths are in the schema. An embed without anything to show is refused. */
export function checkEmbeds(embeds: readonly Embed[], errors: FormErrors): void {
	const total = embeds.reduce(
		(sum, embed) => sum + embedTextOf(embed).reduce((part, text) => part + length(text), 0),
		0,
	);
	if (total > EMBED_CHARACTERS_MAX) {
		errors.add(["embeds"], "MAX_EMBED_SIZE_EXCEEDED", `Embed size exceeds maximum size of ${EMBED_CHARACTERS_MAX}`);
	}
	embeds.forEach((embed, index) => {
		(embed.fields ?? []).forEach((field, at) => {
			if (field.name === "") errors.add(["embeds", index, "fields", at, "name"], ...REQUIRED);
			if (field.value === "") errors.add(["embeds", index, "fields", at, "value"], ...REQUIRED);
		});
	});
}

const REQUIRED: [string, string] = ["BASE_TYPE_REQUIRED", "This field is required"];

function embedTextOf(embed: Embed): readonly string[] {
	const fields = (embed.fields ?? []).flatMap((field) => [field.name, field.value]);
	const single = [embed.title, embed.description, embed.footer?.text, embed.author?.name];
	return [...single.map((text) => text ?? ""), ...fields];
}

/** Discord counts code points, not UTF-16 units. */
function length(text: string): number {
	return [...text].length;
}
