import type { GameLine } from "./play-game";

const MARKS: Readonly<Record<GameLine["level"], string>> = {
	output: "",
	info: "info: ",
	warning: "warning: ",
	error: "error: ",
	screen: "on screen: ",
};

/** A line for people. One server speaks for itself, several are told apart, and so are the players' clients. */
export function describeLine({ server, level, text, player }: GameLine, servers: number): string {
	const speaker = player === undefined ? "" : `[${player}] `;
	const place = servers === 1 ? speaker : `[server ${server}] ${speaker}`;
	return place + (MARKS[level] + text).replaceAll("\n", `\n${place}`);
}
