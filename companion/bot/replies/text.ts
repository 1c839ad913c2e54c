/**
 * What Discord would take as formatting in the middle of a line; texts of people never begin one. The colon only where
 * it would make a link.
 */
const MARKDOWN = /[\\*_~`|<[\]@]|:(?=\/\/)/g;
const GROUPED = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const GRAPHEMES = new Intl.Segmenter("en", { granularity: "grapheme" });
const MINUS = "−";

/** Text of people, shown as it is: no formatting, links, mentions, time stamps or custom emoji can arise from it. */
export function escapeMarkdown(text: string): string {
	return text.replace(MARKDOWN, "\\$&");
}

/** Escaped and at most `lengthMax` UTF-16 units long; what is cut ends with an ellipsis, whole emoji stay whole. */
export function escapeAndShorten(text: string, lengthMax: number): string {
	const whole = escapeMarkdown(text);
	if (whole.length <= lengthMax) return whole;
	let shown = "";
	for (const { segment } of GRAPHEMES.segment(text)) {
		const next = shown + escapeMarkdown(segment);
		if (next.length + 1 > lengthMax) break;
		shown = next;
	}
	return lengthMax < 1 ? "" : `${shown.trimEnd()}…`;
}

/** Ids are shown so that they can be copied whole. A game's own keys may hold anything printable. */
export function formatId(id: string): string {
	return `\`${id.replaceAll("`", "'")}\``;
}

export function formatNumber(value: number): string {
	return value < 0 ? `${MINUS}${GROUPED.format(-value)}` : GROUPED.format(value);
}

/** With its sign, a plus too: what moved is the first thing to see. */
export function formatDelta(delta: number): string {
	return delta > 0 ? `+${formatNumber(delta)}` : formatNumber(delta);
}

/** Discord shows each reader his own local time. `R`: how long ago; `f`: date and time. */
export function formatTime(unixMilliseconds: number, style: "R" | "f"): string {
	return `<t:${Math.floor(unixMilliseconds / 1_000)}:${style}>`;
}

/** How long something took: `0.3 s`, `42 s`, `3 min`, `2 h`, `5 d`. Clocks that were set back make it 0. */
export function formatSpan(milliseconds: number): string {
	const seconds = Math.max(0, milliseconds) / 1_000;
	if (seconds < 10) return `${seconds.toFixed(1)} s`;
	if (seconds < 120) return `${Math.floor(seconds)} s`;
	if (seconds < 7_200) return `${Math.floor(seconds / 60)} min`;
	if (seconds < 172_800) return `${Math.floor(seconds / 3_600)} h`;
	return `${formatNumber(Math.floor(seconds / 86_400))} d`;
}

/** How long ago, for texts in which Discord writes no times. */
export function formatAge(milliseconds: number): string {
	return milliseconds < 10_000 ? "just now" : `${formatSpan(milliseconds)} ago`;
}

/** `1 command`, `2 commands`. */
export function formatCount(count: number, singular: string, plural = `${singular}s`): string {
	return `${formatNumber(count)} ${count === 1 ? singular : plural}`;
}
