import { given, refused, type ClientCall, type LocalScene } from "./scene";

const TOPIC = "PurserContract";
/** Source: creator-docs, `cloud/guides/usage-messaging.md`; so is the topic's 80. */
const CHARACTERS_MAX = 1_024;

export const MESSAGING_CALLS: readonly ClientCall[] = [
	{
		name: "messaging.publish: JSON in a text",
		run: ({ v1 }) => v1.messaging.publish(TOPIC, '{"v":1,"kind":"contract"}'),
		expected: () => given(undefined),
	},
	{
		name: "messaging.publish: text that is not ASCII",
		run: ({ v1 }) => v1.messaging.publish(TOPIC, 'Größe, 名前, 🎉, "quoted" \\ and\na line'),
		expected: () => given(undefined),
	},
	{
		name: "messaging.publish: as many characters as there may be",
		run: ({ v1 }) => v1.messaging.publish(TOPIC, "a".repeat(CHARACTERS_MAX)),
		expected: () => given(undefined),
	},
	{
		name: "messaging.publish: one character too many",
		run: ({ v1 }) => v1.messaging.publish(TOPIC, "a".repeat(CHARACTERS_MAX + 1)),
		expected: () => refused("invalid-request"),
	},
	{
		name: "messaging.publish: a key that Roblox does not know",
		run: ({ stranger }) => stranger.messaging.publish(TOPIC, "m"),
		expected: () => refused("unauthorized"),
	},
];

export const LOCAL_MESSAGING_CALLS: readonly ClientCall<LocalScene>[] = [
	{
		name: "messaging.publish: a topic that is too long",
		run: ({ v1 }) => v1.messaging.publish("t".repeat(81), "m"),
		expected: () => refused("invalid-request"),
	},
	{
		name: "messaging.publish: a key without the right",
		run: ({ powerless }) => powerless.messaging.publish(TOPIC, "m"),
		expected: () => refused("forbidden"),
	},
];
