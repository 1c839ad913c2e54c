import type { ReplyBody } from "../../companion/bot/interaction";
import { CODES } from "../../shared/codes";
import type { ReplySeen } from "./history";

export type ReplyRead = Omit<ReplySeen, "time" | "interactionId">;

const WORDS: Readonly<Record<string, ReplySeen["outcome"]>> = {
	Working: "working",
	Done: "committed",
	Refused: "refused",
	Expired: "expired",
	Unknown: "unknown",
	"Still pending": "pending-notice",
};

/** A reply that promises nothing: the command may have been taken or not, and the audit will tell. */
export function isPromisingNothing(body: ReplyBody): boolean {
	return body.embeds[0]?.title === "Something went wrong";
}

/** What a person gathers from a reply to a command that moves money; `undefined` where the text fits none. */
export function readChangeReply(body: ReplyBody): ReplyRead | undefined {
	const title = body.embeds[0]?.title ?? "";
	const text = body.embeds.map((embed) => embed.description).join("\n");
	const commandId = /Id: `([^`]+)`/.exec(text)?.[1];
	if (title === "Nothing was changed") return notAccepted(commandId, text);
	const word = title.split(" · ").at(-1) ?? "";
	const isRepeat = word.startsWith("Repeat of: ");
	const outcome = WORDS[isRepeat ? word.slice("Repeat of: ".length) : word];
	if (outcome === undefined) return undefined;
	return { outcome, commandId, isRepeat, code: readMeaning(text), balance: readBalance(text) };
}

const EMPTY = { commandId: undefined, isRepeat: false, code: undefined, balance: undefined };

function notAccepted(commandId: string | undefined, text: string): ReplyRead {
	return { ...EMPTY, outcome: "not-accepted", commandId, code: /^-# (\S+)$/m.exec(text)?.[1] };
}

/** Outcomes are said in words; each code has one sentence. */
function readMeaning(text: string): string | undefined {
	const lines = text.split("\n").filter((line) => line.endsWith(" Nothing was changed."));
	const found = Object.entries(CODES).find(([, meaning]) => lines.some((line) => line.startsWith(meaning)));
	return found?.[0];
}

function readBalance(text: string): number | undefined {
	const digits = /^Balance \*\*([0-9,]+)\*\*$/m.exec(text)?.[1];
	return digits === undefined ? undefined : Number(digits.replaceAll(",", ""));
}

/** Balance and revision of a `/balance` reply; `undefined` for a refusal and for a wallet that is not there yet. */
export function readBalanceReply(body: ReplyBody): { readonly balance: number; readonly revision: number } | undefined {
	const [embed] = body.embeds;
	const balance = /^([0-9,]+) · /.exec(embed?.title ?? "")?.[1];
	const revision = /^Revision ([0-9,]+), read /.exec(embed?.description ?? "")?.[1];
	if (balance === undefined || revision === undefined) return undefined;
	return { balance: Number(balance.replaceAll(",", "")), revision: Number(revision.replaceAll(",", "")) };
}
