/** Names and time for showing a message to someone. */
export interface Reader {
	nameOfUser(id: string): string;
	nameOfRole(id: string): string;
	nameOfChannel(id: string): string;
	/** Unix milliseconds. */
	now(): number;
}

const UNITS: readonly (readonly [string, number])[] = [
	["year", 31_536_000],
	["month", 2_592_000],
	["day", 86_400],
	["hour", 3_600],
	["minute", 60],
	["second", 1],
];

/** What all markup begins with; most texts have none. */
const MARKUP = /[<*~`\\]|^-# /m;

/** Discord's markup as a person reads it: names instead of mentions, times as words, no marks around bold or code. */
export function renderText(text: string, reader: Reader): string {
	if (!MARKUP.test(text)) return text;
	return text
		.replace(/<@!?(\d+)>/g, (_all, id: string) => `@${reader.nameOfUser(id)}`)
		.replace(/<@&(\d+)>/g, (_all, id: string) => `@${reader.nameOfRole(id)}`)
		.replace(/<#(\d+)>/g, (_all, id: string) => `#${reader.nameOfChannel(id)}`)
		.replace(/<\/([^:>]+):\d+>/g, (_all, name: string) => `/${name}`)
		.replace(/<t:(-?\d+)(?::([tTdDfFRsS]))?>/g, (_all, seconds: string, style?: string) =>
			renderTime(Number(seconds), style, reader.now()),
		)
		.replace(/<a?(:[A-Za-z0-9_]+:)\d+>/g, "$1")
		.replace(/```(?:[a-z]+\n)?([\s\S]*?)```/g, "$1")
		.replace(/(?<!\\)\*\*(.+?)\*\*/g, "$1")
		.replace(/(?<!\\)~~(.+?)~~/g, "$1")
		.replace(/(?<!\\)`([^`]+)`/g, "$1")
		.replace(/^-# /gm, "")
		.replace(/\\([*_~`|>\\])/g, "$1");
}

function renderTime(seconds: number, style: string | undefined, nowMillis: number): string {
	if (style === "R") return renderDistance(seconds - Math.floor(nowMillis / 1_000));
	const iso = new Date(seconds * 1_000).toISOString();
	if (style === "d" || style === "D") return iso.slice(0, 10);
	if (style === "t" || style === "T") return `${iso.slice(11, style === "T" ? 19 : 16)} UTC`;
	return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

function renderDistance(seconds: number): string {
	const size = Math.abs(seconds);
	const [unit, length] = UNITS.find(([, lengthSeconds]) => size >= lengthSeconds) ?? ["second", 1];
	const count = Math.floor(size / length);
	const words = `${count} ${unit}${count === 1 ? "" : "s"}`;
	return seconds > 0 ? `in ${words}` : `${words} ago`;
}
