import { TOPIC_MAX } from "../../shared/limits";

/**
 * The messaging topic on which one server is rung. On a topic for all, every message counts once for each server that
 * hears it, against a limit that grows no faster than the servers do, so that no experience could be rung more than some
 * eighty times a minute. A name that would be too long is the topic for all.
 */
export function serverTopic(commandTopic: string, serverId: string): string {
	const topic = `${commandTopic}-${serverId}`;
	return topic.length <= TOPIC_MAX ? topic : commandTopic;
}
