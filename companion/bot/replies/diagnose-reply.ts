import type { DoctorReport } from "../../doctor/report";
import type { ReplyBody } from "../interaction";
import { buildEmbed, buildMessage, EMBED_DESCRIPTION_MAX } from "./message";
import { escapeAndShorten, formatNumber } from "./text";

type Finding = DoctorReport["checks"][number];

/** The longest advice names several settings. */
const ADVICE_LENGTH = 500;
const SKIPPED = "skipped: ";
const HINT = "-# `run doctor` on the machine says the same, line by line.";

/** What the doctor found: what is wrong first, then what is good to know, then what was not looked at. */
export function diagnoseReply({ ok, checks }: DoctorReport): ReplyBody {
	const failed = checks.filter((check) => !check.ok);
	const skipped = checks.filter((check) => check.ok && check.advice.startsWith(SKIPPED));
	const fine = checks.filter((check) => check.ok && !check.advice.startsWith(SKIPPED));
	const lines = [
		...failed.map((check) => describe("Failed", check)),
		...fine.filter(({ advice }) => advice !== "").map((check) => describe("Good to know", check)),
		...skipped.map((check) => describe("Not looked at", check)),
	];
	const counts = [
		[failed.length, "failed"],
		[fine.length, "fine"],
		[skipped.length, "not looked at"],
	] as const;
	const title = counts.map(([count, word]) => `${formatNumber(count)} ${word}`).join(" · ");
	return buildMessage([buildEmbed(ok ? "done" : "attention", title, [...keepWhatFits(lines), HINT])]);
}

function describe(word: string, { name, advice }: Finding): string {
	const text = advice.startsWith(SKIPPED) ? advice.slice(SKIPPED.length) : advice;
	return `**${word}: ${name}** ${escapeAndShorten(text, ADVICE_LENGTH)}`;
}

/** The most important lines stand first, so the end gives way. */
function keepWhatFits(lines: readonly string[]): readonly string[] {
	const room = EMBED_DESCRIPTION_MAX - HINT.length - 40;
	let length = 0;
	const shown = lines.filter((line) => (length += line.length + 1) <= room);
	return shown.length === lines.length ? lines : [...shown, `… and ${formatNumber(lines.length - shown.length)} more`];
}
