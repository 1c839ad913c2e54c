import { AUDIT_PAGE_MAX } from "../../shared/limits";
import { FIRST_SECOND, YEAR_SECONDS, type Community } from "./community";

/** A kind of question, and the path of one of them, drawn anew each time. */
export interface Question {
	readonly kind: string;
	readonly draw: (community: Community) => string;
}

const DAY = 86_400;
const page = (filters: string): string => `/log/transactions?limit=${AUDIT_PAGE_MAX}&${filters}`;
const from = (community: Community): string => `from=${community.moment()}`;

export const QUESTIONS: readonly Question[] = [
	{ kind: "newest", draw: () => page("") },
	{ kind: "deepInAll", draw: (all) => page(`cursor=r-${all.rowId()}`) },
	{ kind: "wallet", draw: (all) => page(`userId=${all.player()}`) },
	{ kind: "actor", draw: (all) => page(`actor=${all.moderator()}`) },
	{ kind: "actorInADay", draw: (all) => page(`actor=${all.moderator()}&${aDay(all)}`) },
	{ kind: "source", draw: (all) => page(`source=shop&to=${all.moment()}`) },
	{ kind: "time", draw: (all) => page(aDay(all)) },
	{ kind: "word", draw: (all) => page(`words=${all.word()}`) },
	{ kind: "twoWords", draw: (all) => page(`words=${all.word()}+${all.word()}`) },
	{ kind: "walletByActor", draw: (all) => page(`userId=${all.player()}&actor=${all.moderator()}`) },
	{ kind: "actorAndSource", draw: (all) => page(`actor=game&source=discord&${from(all)}`) },
	{ kind: "wordByActor", draw: (all) => page(`words=${all.word()}&actor=${all.moderator()}&${from(all)}`) },
	{
		kind: "supplyOfAYear",
		draw: () => `/log/supply?from=${dayOf(FIRST_SECOND)}&to=${dayOf(FIRST_SECOND + YEAR_SECONDS - DAY)}`,
	},
	{ kind: "richest", draw: () => `/log/wallets/top?limit=${AUDIT_PAGE_MAX}` },
];

function aDay(community: Community): string {
	const start = community.moment();
	return `from=${start}&to=${start + DAY}`;
}

function dayOf(seconds: number): string {
	return new Date(seconds * 1000).toISOString().slice(0, 10);
}
