import type { Use } from "./give-load";
import type { JournalTimes } from "./journal-times";

/** What the issue promises, in milliseconds. */
export const P99_MS_MAX = 50;

export interface Figures {
	/** Measured commands, those of the warm-up left out. */
	readonly commands: number;
	/** From when a command was meant to be used until Discord had the first answer. */
	readonly firstAnswerP50Ms: number;
	readonly firstAnswerP99Ms: number;
	/** Our own part: from its use to the journal, and from the receipt to the reply. */
	readonly ownOutcomeP50Ms: number;
	readonly ownOutcomeP99Ms: number;
	/** The first of these two ways by itself, and the second. */
	readonly journalP99Ms: number;
	readonly shownP99Ms: number;
	/** The rest of the way: doorbell, game server, data store, receipt. */
	readonly platformP50Ms: number;
	readonly platformP99Ms: number;
}

/** Throws when a command that was used came to no end. */
export function makeFigures(
	uses: readonly Use[],
	journal: ReadonlyMap<string, JournalTimes>,
	warmUpSeconds: number,
): Figures {
	const from = (uses[0]?.dueAt ?? 0) + warmUpSeconds * 1_000;
	const measured = uses.filter(({ dueAt }) => dueAt >= from).map((use) => measure(use, journal.get(use.commandId)));
	const of = (pick: (one: Measured) => number, share: number): number => percentile(measured.map(pick), share);
	return {
		commands: measured.length,
		firstAnswerP50Ms: of(({ firstAnswer }) => firstAnswer, 0.5),
		firstAnswerP99Ms: of(({ firstAnswer }) => firstAnswer, 0.99),
		ownOutcomeP50Ms: of(({ toJournal, toReply }) => toJournal + toReply, 0.5),
		ownOutcomeP99Ms: of(({ toJournal, toReply }) => toJournal + toReply, 0.99),
		journalP99Ms: of(({ toJournal }) => toJournal, 0.99),
		shownP99Ms: of(({ toReply }) => toReply, 0.99),
		platformP50Ms: of(({ platform }) => platform, 0.5),
		platformP99Ms: of(({ platform }) => platform, 0.99),
	};
}

interface Measured {
	readonly firstAnswer: number;
	readonly toJournal: number;
	readonly toReply: number;
	readonly platform: number;
}

function measure({ commandId, dueAt, firstAnswerAt, shownAt }: Use, times: JournalTimes | undefined): Measured {
	if (firstAnswerAt === undefined || shownAt === undefined || times === undefined) {
		throw new Error(`${commandId} came to no end`);
	}
	const { createdAt, settledAt } = times;
	return {
		firstAnswer: firstAnswerAt - dueAt,
		toJournal: createdAt - dueAt,
		toReply: shownAt - settledAt,
		platform: settledAt - createdAt,
	};
}

/** The value that this share of them does not exceed; 0 of none. */
export function percentile(values: readonly number[], share: number): number {
	const sorted = Float64Array.from(values).sort();
	const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
	return Number(value.toFixed(1));
}

/** Names of the promises that this run did not keep. */
export function listMissed({ firstAnswerP99Ms, ownOutcomeP99Ms }: Figures): readonly string[] {
	return Object.entries({ firstAnswerP99Ms, ownOutcomeP99Ms })
		.filter(([, value]) => value > P99_MS_MAX)
		.map(([name]) => name);
}

export function describeFigures(figures: Figures): string {
	const line = (name: string, p50: number, p99: number): string =>
		`${name.padEnd(24)} p50 ${p50.toFixed(1).padStart(9)} ms   p99 ${p99.toFixed(1).padStart(9)} ms\n`;
	return [
		`${figures.commands} commands\n`,
		line("first answer", figures.firstAnswerP50Ms, figures.firstAnswerP99Ms),
		line("our part of the outcome", figures.ownOutcomeP50Ms, figures.ownOutcomeP99Ms),
		line("the platform's part", figures.platformP50Ms, figures.platformP99Ms),
	].join("");
}
