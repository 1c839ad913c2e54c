import type { InteractionHandle } from "../discord/people/interaction-handle";
import type { Refused } from "../discord/people/people";
import { TREASURER } from "./cast";
import type { AtDiscord } from "./prompt-line";
import { readWords } from "./typed-words";
import { readReply, sendCommand, type TypingPorts } from "./typing";

/** As long as a reply can be edited. */
const REPLY_SECONDS_MAX = 15 * 60;
const TYPING = { seconds: REPLY_SECONDS_MAX, showsWorking: true };

/** The Discord client at the prompt. */
export interface PromptClient {
	/** Does it and tells what is answered, whenever that comes: a command may wait for hours. */
	carryOut(line: AtDiscord): void;
}

/** `onTold`: an answer was told, or why there is none. */
export function createPromptClient(ports: TypingPorts, onTold: (problem?: unknown) => void): PromptClient {
	const { people } = ports.stage.discord;
	let newest: InteractionHandle | undefined;

	function send(line: AtDiscord): InteractionHandle | Refused {
		if (line.kind === "slash") {
			const options = readWords(people.optionsOf(line.command), line.words);
			return sendCommand(ports, line.member ?? TREASURER, line.command, options);
		}
		if (newest === undefined) return { refused: "there is no message of yours yet" };
		ports.story.line(line.member ?? newest.record.member.user.username, `presses ${line.label}`);
		return people.clickButton(newest, line.label, line.member);
	}

	return {
		carryOut(line) {
			const sent = send(line);
			if (sent.refused === undefined) newest = sent;
			readReply(ports, sent, "the reply", TYPING).then(() => onTold(), onTold);
		},
	};
}
