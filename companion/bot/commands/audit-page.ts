import { AUDIT_KINDS, type AuditFilter } from "../../audit/audit-view";
import { isSearchable } from "../../audit/read/words";
import { BALANCE_MAX } from "../../../shared/limits";
import { AUDIT_LINES_MAX } from "../options/limit-option";

/** What `/audit` may be narrowed to. */
export type PageFilter = Pick<AuditFilter, "userId" | "actor" | "from" | "to" | "kind" | "amountMin" | "words">;

/** Which page of the audit a button leads to; all of it is in the button, so pages outlive a restart. */
export interface AuditPageKey extends PageFilter {
	readonly limit: number;
	readonly cursor?: string;
}

/** With prefix, time and mark it fits into the 100 characters that Discord allows. */
const PAYLOAD_MAX = 72;
const DISCORD_ACTOR = "discord:";
const PAGE =
	/^([0-9a-z]+),([0-9a-z]*),(\d{0,20}),([0-9a-z]*),([0-9a-z]*),([a-z]*),([0-9a-z]*),([\p{L}\p{N}\p{M} ]*),([\x21-\x2b\x2d-\x7e]{0,40})$/u;

/** `undefined` when it does not fit: with nearly every filter given, or many words. */
export function encodeAuditPage(page: AuditPageKey): string | undefined {
	const { userId, actor = "", from, to, kind = "", amountMin, words, limit, cursor = "" } = page;
	const fields = [limit, userId, actor.slice(DISCORD_ACTOR.length), from, to, kind, amountMin, words, cursor];
	const payload = fields.map((field) => (typeof field === "number" ? field.toString(36) : (field ?? ""))).join(",");
	return payload.length > PAYLOAD_MAX ? undefined : payload;
}

/** `undefined` when this is not a page of the audit. */
export function decodeAuditPage(payload: string): AuditPageKey | undefined {
	const [whole, limitText, userText, actor = "", fromText, toText, kindText, amountText, words, cursor] =
		PAGE.exec(payload) ?? [];
	const limit = readNumber(limitText);
	if (whole === undefined || limit === undefined || limit < 1 || limit > AUDIT_LINES_MAX) return undefined;
	const numbers = [userText, fromText, toText, amountText].map(readNumber);
	const isGiven = [userText, fromText, toText, amountText].map((text) => text !== "");
	if (numbers.some((number, index) => number === undefined && isGiven[index])) return undefined;
	const [userId, from, to, amountMin] = numbers;
	const kind = AUDIT_KINDS.find((known) => known === kindText);
	if ((kind === undefined && kindText !== "") || userId === 0) return undefined;
	if (words === undefined || (words !== "" && !isSearchable(words))) return undefined;
	const filter = { userId, from, to, kind, amountMin, actor: actor === "" ? undefined : `${DISCORD_ACTOR}${actor}` };
	return { ...filter, words: words === "" ? undefined : words, limit, cursor: cursor === "" ? undefined : cursor };
}

function readNumber(text: string | undefined): number | undefined {
	if (text === undefined || text === "") return undefined;
	const number = Number.parseInt(text, 36);
	return number <= BALANCE_MAX ? number : undefined;
}
