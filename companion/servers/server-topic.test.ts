import { expect, test } from "bun:test";
import { TOPIC_MAX } from "../../shared/limits";
import { serverTopic } from "./server-topic";

const JOB = "0f8fad5b-d9cb-469f-a165-70867728950e";

test("a server's topic is the one of the settings with its job", () => {
	expect(serverTopic("discord-commands", JOB)).toBe(`discord-commands-${JOB}`);
});

test.each([
	[TOPIC_MAX - JOB.length - 1, TOPIC_MAX],
	[TOPIC_MAX - JOB.length, TOPIC_MAX - JOB.length],
])("of a name with %d letters it has %d: too long is the topic for all", (letters, expected) => {
	expect(serverTopic("t".repeat(letters), JOB)).toHaveLength(expected);
});
