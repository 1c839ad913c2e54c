import type { Code } from "../../../shared/codes";
import { fail, ok, type Result } from "../../../shared/result";
import type { Modal } from "../interaction";
import type { Answering, Arrival, Call, Prepared, Rules, WorkRules } from "./call";

interface ButtonDefinition<Key> extends WorkRules {
	/** What its custom ids begin with. */
	readonly prefix: string;
	/** `undefined`: not in the form in which we write it. */
	readonly read: (payload: string) => Key | undefined;
	readonly run: (call: Call, key: Key) => Answering;
}

interface OpenerDefinition<Key> extends Rules, Pick<ButtonDefinition<Key>, "prefix" | "read"> {
	readonly open: (arrival: Arrival, key: Key) => Modal;
}

/** Buttons whose custom ids begin with `prefix`, as the list holds them. */
export interface BotButton extends Rules {
	readonly prefix: string;
	readonly prepare: (arrival: Arrival, payload: string) => Result<Prepared, Code>;
}

export function defineButton<Key>({ read, run, ...rules }: ButtonDefinition<Key>): BotButton {
	return {
		...rules,
		prepare: (arrival, payload) => {
			const key = read(payload);
			if (key === undefined) return fail("malformed");
			return ok({ kind: "work", first: rules.first, work: (call) => run(call, key) });
		},
	};
}

/** A button that is answered with a form. What was filled in comes back under the form's own rules. */
export function defineOpener<Key>({ read, open, ...rules }: OpenerDefinition<Key>): BotButton {
	return {
		...rules,
		prepare: (arrival, payload) => {
			const key = read(payload);
			return key === undefined ? fail("malformed") : ok({ kind: "modal", modal: open(arrival, key) });
		},
	};
}
