import { CHANNEL } from "../demo/cast";
import type { Stage } from "../demo/stage";
import type { Story } from "../demo/story";
import type { Choice } from "../discord/bodies/body-types";
import type { InteractionHandle } from "../discord/people/interaction-handle";
import { sent } from "../discord/test-bench";

/** For tests, which read what people see rather than a story of it. */
export const SILENT: Story = { chapter: () => undefined, line: () => undefined, waiting: () => undefined };

export type Typed = Readonly<Record<string, string | number>>;

/** What members of staff do at their Discord clients, one after the other. */
export interface StaffHands {
	/** Uses a command, and waits for what stands there once the bot is done. */
	use(member: string, command: string, options?: Typed): Promise<InteractionHandle>;
	/** Presses a button; `by` somebody else than whoever used the command. */
	press(handle: InteractionHandle, label: string, by?: string): InteractionHandle;
	/** Presses, and waits until the message, or one for that member alone, holds these words. */
	pressUntil(handle: InteractionHandle, label: string, words: string, by?: string): Promise<void>;
	/** Types into one option, and answers with what is offered. */
	type(member: string, command: string, option: string, text: string): Promise<readonly Choice[]>;
}

export function createStaffHands({ discord: { people } }: Pick<Stage, "discord">): StaffHands {
	const press: StaffHands["press"] = (handle, label, by) => sent(people.clickButton(handle, label, by));
	return {
		press,
		pressUntil: async (handle, label, words, by) => {
			await press(handle, label, by).untilReply((text) => text.includes(words), words);
		},
		use: async (member, command, options = {}) => {
			const handle = sent(people.runCommand({ member, command, options, channel: CHANNEL }));
			await handle.untilReply((text) => /^(?!.*(is thinking|· Working))/s.test(text), `the reply to /${command}`);
			return handle;
		},
		type: async (member, command, option, text) => {
			const call = { member, command, options: { [option]: text }, focused: option, channel: CHANNEL };
			return (await sent(people.typeInto(call)).firstAnswer()).choices;
		},
	};
}
