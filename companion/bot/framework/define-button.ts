import type { Code } from "../../../shared/codes";
import { fail, ok, type Result } from "../../../shared/result";
import type { Answered, Call, Rules, Work } from "./call";

interface ButtonDefinition<Key> extends Rules {
	/** What its custom ids begin with. */
	readonly prefix: string;
	/** `undefined`: not in the form in which we write it. */
	readonly read: (payload: string) => Key | undefined;
	readonly run: (call: Call, key: Key) => Answered;
}

/** Buttons whose custom ids begin with `prefix`, as the list holds them. */
export interface BotButton extends Rules {
	readonly prefix: string;
	readonly prepare: (call: Call, payload: string) => Result<Work, Code>;
}

export function defineButton<Key>({ read, run, ...rules }: ButtonDefinition<Key>): BotButton {
	return {
		...rules,
		prepare: (call, payload) => {
			const key = read(payload);
			return key === undefined ? fail("malformed") : ok(() => run(call, key));
		},
	};
}
