import { expect, test } from "bun:test";
import type { Component, MessageBody } from "../bodies/body-types";
import { bodyReader } from "../bodies/body-schemas";
import { checkMessage, isEmptyMessage } from "./message-rules";

const BUTTON: Component = { type: 2, style: 1, label: "Go", custom_id: "go" };
const row = (...components: readonly Component[]): Component => ({ type: 1, components });
const read = bodyReader<MessageBody>("create_message");

/** Everything wrong with a channel message, by schema and by rules, as path and code. */
function problems(body: MessageBody): readonly string[] {
	const parsed = read(body);
	const found = parsed.ok ? checkMessage(parsed.value, "channel").list() : parsed.error.list();
	return found.map((error) => `${error.path.join("/")} ${error.code}`);
}

const refused: readonly (readonly [string, MessageBody, string])[] = [
	["content of 2,001 characters", { content: "x".repeat(2_001) }, "content BASE_TYPE_MAX_LENGTH"],
	["eleven embeds", { embeds: Array.from({ length: 11 }, () => ({ title: "x" })) }, "embeds BASE_TYPE_MAX_LENGTH"],
	["an embed title of 257 characters", { embeds: [{ title: "x".repeat(257) }] }, "embeds/0/title BASE_TYPE_MAX_LENGTH"],
	[
		"an embed description of 4,097 characters",
		{ embeds: [{ description: "x".repeat(4_097) }] },
		"embeds/0/description BASE_TYPE_MAX_LENGTH",
	],
	[
		"a second embed's field value of 1,025 characters",
		{ embeds: [{ title: "a" }, { fields: [{ name: "n", value: "x".repeat(1_025) }] }] },
		"embeds/1/fields/0/value BASE_TYPE_MAX_LENGTH",
	],
	[
		"26 fields",
		{ embeds: [{ fields: Array.from({ length: 26 }, () => ({ name: "n", value: "v" })) }] },
		"embeds/0/fields BASE_TYPE_MAX_LENGTH",
	],
	[
		"an empty field name",
		{ embeds: [{ fields: [{ name: "", value: "v" }] }] },
		"embeds/0/fields/0/name BASE_TYPE_REQUIRED",
	],
	[
		"6,001 characters over all embeds",
		{ embeds: [{ description: "x".repeat(4_000) }, { description: "x".repeat(2_001) }] },
		"embeds MAX_EMBED_SIZE_EXCEEDED",
	],
	[
		"six action rows",
		{ components: Array.from({ length: 6 }, (_, at) => row({ ...BUTTON, custom_id: `${at}` })) },
		"components BASE_TYPE_MAX_LENGTH",
	],
	[
		"six buttons in a row",
		{ components: [row(...Array.from({ length: 6 }, (_, at) => ({ ...BUTTON, custom_id: `${at}` })))] },
		"components/0/components BASE_TYPE_BAD_LENGTH",
	],
	[
		"a custom id used twice",
		{ components: [row(BUTTON, BUTTON)] },
		"components/0/components/1/custom_id COMPONENT_CUSTOM_ID_DUPLICATED",
	],
	[
		"a button without custom id",
		{ components: [row({ type: 2, style: 1, label: "Go" })] },
		"components/0/components/0/custom_id BUTTON_COMPONENT_CUSTOM_ID_REQUIRED",
	],
	[
		"a link button without url",
		{ components: [row({ type: 2, style: 5, label: "Go" })] },
		"components/0/components/0/url BUTTON_COMPONENT_URL_REQUIRED",
	],
	[
		"a label of 81 characters",
		{ components: [row({ ...BUTTON, label: "x".repeat(81) })] },
		"components/0/components/0/label BASE_TYPE_MAX_LENGTH",
	],
	["a button outside a row", { components: [BUTTON] }, "components/0/type BASE_TYPE_CHOICES"],
	[
		"a text display without the V2 flag",
		{ components: [{ type: 10, content: "x" }] },
		"components/0/type UNION_TYPE_CHOICES",
	],
	[
		"content beside V2 components",
		{ content: "x", flags: 32_768, components: [{ type: 10, content: "x" }] },
		"content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
	],
	["an ephemeral flag outside an interaction", { content: "x", flags: 64 }, "flags BASE_TYPE_BAD_VALUE"],
	[
		"a mention type both parsed and listed",
		{ content: "x", allowed_mentions: { parse: ["users"], users: ["1200000000000000001"] } },
		"allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
	],
	["a nonce of 26 characters", { content: "x", nonce: "x".repeat(26) }, "nonce BASE_TYPE_MAX_LENGTH"],
];

test.each(refused)("%s is refused at its path", (_name, body, problem) => {
	expect(problems(body)).toContain(problem);
});

test("a message at every limit is taken", () => {
	const fields = Array.from({ length: 25 }, () => ({ name: "n", value: "v" }));
	const rows = Array.from({ length: 5 }, (_, at) =>
		row(...Array.from({ length: 5 }, (_item, index) => ({ ...BUTTON, custom_id: `${at}-${index}` }))),
	);
	expect(
		problems({
			content: "x".repeat(2_000),
			embeds: [{ title: "x".repeat(256), description: "x".repeat(4_096), fields }],
			components: rows,
		}),
	).toEqual([]);
});

test("null stands for an absent field", () => {
	expect(problems({ content: "x", embeds: null, components: null, allowed_mentions: null, flags: null })).toEqual([]);
});

test("only something that can be shown makes a message", () => {
	expect(isEmptyMessage({ content: "  " }, 0)).toBe(true);
	expect(isEmptyMessage({ content: "" }, 1)).toBe(false);
	expect(isEmptyMessage({ embeds: [{ title: "x" }] }, 0)).toBe(false);
});
