import { expect, test } from "bun:test";
import type { StoredMessage } from "../state/message-store";
import { renderMessage } from "./render-message";
import { renderText } from "./render-text";

const READER = {
	nameOfUser: () => "Ada",
	nameOfRole: () => "Economy",
	nameOfChannel: () => "staff",
	now: () => 1_800_000_000_000,
};

const MESSAGE: StoredMessage = {
	id: "1",
	channelId: "2",
	author: { id: "3", username: "Purser", bot: true },
	content: "",
	embeds: [],
	components: [],
	attachments: [],
	flags: 0,
	createdMillis: 0,
	editedMillis: null,
	nonce: null,
	interactionId: null,
	onlyFor: null,
	pings: { users: [], roles: [], everyone: false },
	pinged: [],
};

const texts: readonly (readonly [string, string, string])[] = [
	["mentions are names", "<@1> <@!1> <@&2> <#3> </give:4>", "@Ada @Ada @Economy #staff /give"],
	["a time ahead is a distance", "<t:1800000300:R>", "in 5 minutes"],
	["a time past is a distance", "<t:1799999999:R>", "1 second ago"],
	["a plain time is a date", "<t:1800000000>", "2027-01-15 08:00 UTC"],
	["marks of bold and code are not read", "**5** `txn`", "5 txn"],
	["escaped marks are read", "\\*\\*5\\*\\*", "**5**"],
];

test.each(texts)("%s", (_name, text, read) => {
	expect(renderText(text, READER)).toBe(read);
});

test("a message reads from content over embeds to buttons and the note below", () => {
	const text = renderMessage(
		{
			...MESSAGE,
			content: "Done",
			embeds: [{ title: "Receipt", fields: [{ name: "Balance", value: "5" }], footer: { text: "rev 1" } }],
			components: [
				{
					type: 1,
					components: [
						{ type: 2, style: 1, label: "Undo", custom_id: "u" },
						{ type: 2, style: 1, label: "Old", custom_id: "o", disabled: true },
					],
				},
			],
			editedMillis: 1,
			onlyFor: "9",
		},
		READER,
	);
	expect(text.split("\n")).toEqual([
		"Done",
		"| Receipt",
		"| Balance: 5",
		"| rev 1",
		"[Undo] [Old (disabled)]",
		"(edited)",
		"Only you can see this",
	]);
});
