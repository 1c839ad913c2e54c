import type { Terminal } from "../../companion/setup/terminal";

/** `undefined` as an answer is Ctrl+C. */
export type Script = readonly (readonly [question: RegExp, answer: string | undefined])[];

export interface ScriptedTerminal extends Terminal {
	/** Everything on the screen; of secrets only that they were asked for. */
	readonly screen: string[];
	/** Answers that nobody asked for. */
	readonly left: Script;
}

/** Somebody who answers the questions in this order. Throws when another one is asked. */
export function createScriptedTerminal(script: Script): ScriptedTerminal {
	const left = [...script];
	const screen: string[] = [];
	return {
		isInteractive: true,
		screen,
		left,
		say: (line) => void screen.push(line),
		ask: (question, { isSecret }) => {
			const [next, answer] = left.shift() ?? [/nothing more/, undefined];
			if (!next.test(question)) throw new Error(`asked "${question}" instead of ${next}\n${screen.join("\n")}`);
			screen.push(`${question} ${isSecret ? "(hidden)" : (answer ?? "^C")}`);
			return Promise.resolve(answer);
		},
	};
}
