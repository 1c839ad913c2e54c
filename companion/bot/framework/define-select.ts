import type { Code } from "../../../shared/codes";
import { fail, ok, type Result } from "../../../shared/result";
import type { Answering, Arrival, Call, Prepared, Rules, WorkRules } from "./call";

interface SelectDefinition<Key> extends WorkRules {
	/** What its custom ids begin with. */
	readonly prefix: string;
	/** The value comes from a client, marked by nobody. `undefined`: not one of those that were offered. */
	readonly read: (payload: string, value: string) => Key | undefined;
	readonly run: (call: Call, key: Key) => Answering;
}

/** Lists to choose from whose custom ids begin with `prefix`. */
export interface BotSelect extends Rules {
	readonly prefix: string;
	readonly prepare: (arrival: Arrival, payload: string, value: string) => Result<Prepared, Code>;
}

export function defineSelect<Key>({ read, run, ...rules }: SelectDefinition<Key>): BotSelect {
	return {
		...rules,
		prepare: (arrival, payload, value) => {
			const key = read(payload, value);
			if (key === undefined) return fail("malformed");
			return ok({ kind: "work", first: rules.first, work: (call) => run(call, key) });
		},
	};
}
