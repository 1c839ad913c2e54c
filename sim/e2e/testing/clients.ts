import { CHANNEL } from "../../demo/cast";
import type { Stage } from "../../demo/stage";
import type { InteractionHandle } from "../../discord/people/interaction-handle";
import type { Typed } from "../../discord/people/client-checks";
import { sent } from "../../discord/test-bench";

export type Options = Record<string, Typed>;

/** What people do at their Discord clients in these tests. */
export interface Clients {
	/** A command, and what stands there once the bot is done thinking. */
	readonly use: (member: string, command: string, options?: Options) => Promise<InteractionHandle>;
	readonly press: (handle: InteractionHandle, label: string, by?: string) => InteractionHandle;
	/** Presses, and waits until the message, or one for that member alone, holds these words. */
	readonly pressUntil: (handle: InteractionHandle, label: string, words: string, by?: string) => Promise<void>;
}

export function createClients({ discord }: Pick<Stage, "discord">): Clients {
	const { people } = discord;
	const press: Clients["press"] = (handle, label, by) => sent(people.clickButton(handle, label, by));
	return {
		press,
		use: async (member, command, options = {}) => {
			const handle = sent(people.runCommand({ member, command, options, channel: CHANNEL }));
			await handle.untilReply((text) => /^(?!.*(is thinking|· Working))/s.test(text), `the reply to /${command}`);
			return handle;
		},
		pressUntil: async (handle, label, words, by) => {
			await press(handle, label, by).untilReply((text) => text.includes(words), words);
		},
	};
}
