import type { InteractionHandle, SeenKind } from "../discord/people/interaction-handle";
import type { Refused } from "../discord/people/people";
import { CHANNEL } from "./cast";
import type { Stage } from "./stage";
import type { Options, TourPorts } from "./tour";

/** A reply that says "working" is still being edited. */
const UNSETTLED = /· Working\b|is thinking/;

/** Where members type, and who tells of it. */
export interface TypingPorts extends Pick<TourPorts, "story"> {
	readonly stage: Pick<Stage, "discord">;
}

interface Typing {
	/** How long a person waits for the reply to settle. */
	readonly seconds?: number;
	/** Tell what the reply says on the way, too. */
	readonly showsWorking?: boolean;
}

/**
 * A member types a slash command and reads the reply once it stopped changing. What was typed and what was answered goes
 * into the story.
 */
export async function typeCommand(
	ports: TypingPorts,
	member: string,
	command: string,
	options: Options,
	typing: Typing = {},
): Promise<string> {
	const sent = sendCommand(ports, member, command, options);
	return await readReply(ports, sent, `the reply to /${command}`, typing);
}

/** A member types a slash command. */
export function sendCommand(
	{ stage, story }: TypingPorts,
	member: string,
	command: string,
	options: Options,
): InteractionHandle | Refused {
	story.line(member, describeTyping(command, options));
	return stage.discord.people.runCommand({ member, command, options, channel: CHANNEL });
}

/** What stands there once the reply stopped changing. */
export async function readReply(
	{ story }: Pick<TypingPorts, "story">,
	sent: InteractionHandle | Refused,
	label: string,
	typing: Typing = {},
): Promise<string> {
	if (sent.refused !== undefined) {
		story.line("Discord", `(not sent: ${sent.refused})`);
		return `not sent: ${sent.refused}`;
	}
	if (typing.showsWorking === true) {
		const first = await sent.untilReply((_, seen) => !saysNothing(seen.kind), label, typing.seconds);
		if (isUnsettled(first.text, first.kind)) story.line("Purser", first.text);
	}
	const settled = await sent.untilReply((text, seen) => !isUnsettled(text, seen.kind), label, typing.seconds);
	story.line("Purser", settled.text);
	return settled.text;
}

function saysNothing(kind: SeenKind): boolean {
	return kind === "thinking" || kind === "acknowledged";
}

function isUnsettled(text: string, kind: SeenKind): boolean {
	return saysNothing(kind) || UNSETTLED.test(text);
}

function describeTyping(command: string, options: Options): string {
	const words = Object.entries(options).map(
		([name, value]) => `${name}: ${typeof value === "object" ? value.filename : value}`,
	);
	return [`/${command}`, ...words].join(" ");
}
