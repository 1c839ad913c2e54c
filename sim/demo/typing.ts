import { CHANNEL } from "./cast";
import type { Options, TourPorts } from "./tour";

/** A reply that says "working" is still being edited. */
const UNSETTLED = /· Working\b|is thinking/;

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
	{ stage, story }: Pick<TourPorts, "stage" | "story">,
	member: string,
	command: string,
	options: Options,
	typing: Typing = {},
): Promise<string> {
	story.line(member, describeTyping(command, options));
	const sent = stage.discord.people.runCommand({ member, command, options, channel: CHANNEL });
	if (sent.refused !== undefined) {
		story.line("Discord", `(not sent: ${sent.refused})`);
		return `not sent: ${sent.refused}`;
	}
	const label = `the reply to /${command}`;
	if (typing.showsWorking === true) {
		const first = await sent.untilReply((_, seen) => seen.kind !== "thinking", label, typing.seconds);
		if (isUnsettled(first.text, first.kind)) story.line("Purser", first.text);
	}
	const settled = await sent.untilReply((text, seen) => !isUnsettled(text, seen.kind), label, typing.seconds);
	story.line("Purser", settled.text);
	return settled.text;
}

function isUnsettled(text: string, kind: string): boolean {
	return kind === "thinking" || UNSETTLED.test(text);
}

function describeTyping(command: string, options: Options): string {
	const words = Object.entries(options).map(([name, value]) => `${name}: ${value}`);
	return [`/${command}`, ...words].join(" ");
}
