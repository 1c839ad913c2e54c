import type { GameLine } from "./play-game";

const MARKS: Readonly<Record<GameLine["level"], string>> = {
	output: "",
	info: "info: ",
	warning: "warning: ",
	error: "error: ",
};

/** A line for people. One server speaks for itself, several are told apart. */
export function describeLine({ server, level, text }: GameLine, servers: number): string {
	const marked = MARKS[level] + text;
	return servers === 1 ? marked : `[server ${server}] ${marked.replaceAll("\n", `\n[server ${server}] `)}`;
}
