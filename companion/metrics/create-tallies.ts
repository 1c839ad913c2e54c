import type { ReceiptResult } from "../../shared/protocol/receipt-batch";
import type { WatchCommit } from "../database/transactions";
import type { NoteKeyUse } from "../http/credentials";
import type { Answer } from "../http/answers";
import type { RouteName } from "../http/openapi/routes/index";
import { statusOfAnswer } from "../http/render-answer";
import type { Ports } from "../ports";
import type { Messaging } from "../roblox/open-cloud/open-cloud";
import { Counter } from "./counter";
import { Histogram } from "./histogram";
import { createInteractionTally, type InteractionTally } from "./interaction-tally";
import type { Family } from "./render-families";

/** What is counted while it happens, since the process began. */
export interface Tallies {
	/** `none`: there is no such route. */
	noteAnswer(route: RouteName | "none", answer: Answer): void;
	noteReceipts(results: readonly ReceiptResult[]): void;
	readonly noteKeyUse: NoteKeyUse;
	readonly watchCommit: WatchCommit;
	/** The same messaging, with its calls counted. */
	watchMessaging(messaging: Messaging): Messaging;
	readonly interactions: InteractionTally;
	families(): readonly Family[];
}

const COMMIT_UNITS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000];
const COMMIT_SECONDS = [0.000_5, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2];

export function createTallies(clock: Pick<Ports["clock"], "precise">): Tallies {
	const answered = new Counter("purser_answers_total", "Answers over HTTP.", ["route", "status", "code"]);
	const receipts = new Counter("purser_receipts_total", "Receipts that came, by what became of them.", ["result"]);
	const doorbells = new Counter("purser_doorbells_total", "Messages to game servers.", ["result"]);
	const failed = new Counter("purser_commits_failed_total", "Commits that failed, with all their units.", []);
	const units = new Histogram("purser_commit_units", "Units of work that shared a commit.", COMMIT_UNITS);
	const seconds = new Histogram("purser_commit_seconds", "How long a commit took, disk included.", COMMIT_SECONDS);
	const keyUses = new Counter("purser_key_uses_total", "Requests by the key they showed.", ["setting", "key"]);
	const interactions = createInteractionTally();
	for (const result of ["stored", "deduped", "refused"]) receipts.add(0, result);
	for (const result of ["sent", "failed"]) doorbells.add(0, result);
	failed.add(0);
	for (const kind of ["HMAC_SECRET", "GAME_SECRET", "API_SERVICE_KEY"]) {
		for (const place of ["first", "other"]) keyUses.add(0, kind, place);
	}
	return {
		noteAnswer: (route, answer) => {
			answered.add(1, route, String(statusOfAnswer(answer)), answer.kind === "problem" ? answer.code : "");
		},
		noteReceipts: (results) => {
			for (const { status } of results) receipts.add(1, status);
		},
		noteKeyUse: (kind, isFirst) => keyUses.add(1, kind, isFirst ? "first" : "other"),
		watchCommit: () => {
			const startedAt = clock.precise();
			return (count, isDurable) => {
				seconds.observe((clock.precise() - startedAt) / 1_000);
				units.observe(count);
				if (!isDurable) failed.add(1);
			};
		},
		watchMessaging: (messaging) => ({
			publish: async (...call) => {
				const result = await messaging.publish(...call);
				doorbells.add(1, result.ok ? "sent" : "failed");
				return result;
			},
		}),
		interactions,
		families: () => [
			...[answered, receipts, units, seconds, failed, doorbells, keyUses].map((one) => one.family()),
			...interactions.families(),
		],
	};
}
