import type { Edit } from "./mutant";

/** As it is in most bridges: every server is rung for every command, so that a careless one can do harm. */
export const ONE_TOPIC_FOR_ALL: Edit = {
	file: "companion/servers/server-topic.ts",
	from: "return topic.length <= TOPIC_MAX ? topic : commandTopic;",
	to: "return topic.length <= TOPIC_MAX ? commandTopic : commandTopic;",
};
