import { createLineEditor } from "./line-editor";
import type { Terminal } from "./terminal";

/**
 * The terminal this process runs in. Each question takes the keys itself, so that a secret is not shown and Ctrl+C is an
 * answer like others, on every system.
 */
export const machineTerminal: Terminal = {
	isInteractive: process.stdin.isTTY && process.stdout.isTTY,
	say: (line) => void process.stdout.write(`${line}\n`),
	ask(question, { isSecret }) {
		const { stdin, stdout } = process;
		const editor = createLineEditor(isSecret);
		stdout.write(`${question} `);
		stdin.setRawMode(true);
		stdin.setEncoding("utf8");
		return new Promise((resolve) => {
			const finish = (answer: string | undefined): void => {
				stdin.off("data", take);
				stdin.off("end", handleEnd);
				stdin.setRawMode(false);
				stdin.pause();
				stdout.write("\n");
				resolve(answer);
			};
			const take = (input: string): void => {
				const typed = editor.take(input, (text) => void stdout.write(text));
				if (typed.kind === "line") finish(typed.text);
				else if (typed.kind === "ended") finish(undefined);
			};
			const handleEnd = (): void => finish(undefined);
			stdin.on("data", take);
			stdin.on("end", handleEnd);
			stdin.resume();
		});
	},
};
