import type { Choice } from "../discord/bodies/body-types";
import type { Typed } from "../discord/people/client-checks";
import type { InteractionHandle } from "../discord/people/interaction-handle";
import { sent } from "../discord/test-bench";
import { CHANNEL } from "./cast";
import type { Stage } from "./stage";

type TypedOptions = Readonly<Record<string, Typed>>;

/** What members of staff do at their Discord clients, one after the other. */
export interface StaffHands {
	/** Uses a command, and waits for what stands there once the bot is done. */
	readonly use: (member: string, command: string, options?: TypedOptions) => Promise<InteractionHandle>;
	/** Uses a command that asks before it changes something, and says yes. */
	readonly change: (member: string, command: string, options: TypedOptions) => Promise<void>;
	/** Presses a button; `by` somebody else than whoever used the command. */
	readonly press: (handle: InteractionHandle, label: string, by?: string) => InteractionHandle;
	/** Presses, and waits until the message, or one for that member alone, holds these words. */
	readonly pressUntil: (handle: InteractionHandle, label: string, words: string, by?: string) => Promise<void>;
	/** Types into one option, and answers with what is offered. */
	readonly type: (member: string, command: string, option: string, text: string) => Promise<readonly Choice[]>;
}

export function createStaffHands(stage: Pick<Stage, "discord">): StaffHands {
	const press: StaffHands["press"] = (handle, label, by) => sent(stage.discord.people.clickButton(handle, label, by));
	const pressUntil: StaffHands["pressUntil"] = async (handle, label, words, by) => {
		await press(handle, label, by).untilReply((text) => text.includes(words), words);
	};
	const use: StaffHands["use"] = async (member, command, options = {}) => {
		const handle = sent(stage.discord.people.runCommand({ member, command, options, channel: CHANNEL }));
		await handle.untilReply((text) => /^(?!.*(is thinking|· Working))/s.test(text), `the reply to /${command}`);
		return handle;
	};
	return {
		...{ use, press, pressUntil },
		change: async (member, command, options) => pressUntil(await use(member, command, options), "Confirm", "Changed"),
		type: async (member, command, option, text) => {
			const call = { member, command, options: { [option]: text }, focused: option, channel: CHANNEL };
			return (await sent(stage.discord.people.typeInto(call)).firstAnswer()).choices;
		},
	};
}
