import { Counter } from "./counter";
import { Histogram } from "./histogram";
import type { Family } from "./render-families";

/** What is counted of commands and buttons in Discord. */
export interface InteractionTally {
	/** How long it took until Discord had taken the first answer; Discord waits 3 s. */
	firstAnswer(milliseconds: number): void;
	/** `outcome`: ok, or the code by which it ended. */
	interaction(name: string, outcome: string, milliseconds: number): void;
}

const FIRST_ANSWER_SECONDS = [0.05, 0.1, 0.2, 0.5, 1, 2, 3];
const ANSWERED_SECONDS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 60];

export function createInteractionTally(): InteractionTally & { families(): readonly Family[] } {
	const used = new Counter("purser_interactions_total", "Commands and buttons used.", ["name", "outcome"]);
	const first = new Histogram(
		"purser_first_answer_seconds",
		"From the arrival of an interaction until Discord has the first answer.",
		FIRST_ANSWER_SECONDS,
	);
	const all = new Histogram(
		"purser_interaction_seconds",
		"From the arrival of an interaction until its handler is done; an outcome may come later.",
		ANSWERED_SECONDS,
	);
	return {
		firstAnswer: (milliseconds) => first.observe(milliseconds / 1_000),
		interaction: (name, outcome, milliseconds) => {
			used.add(1, name, outcome);
			all.observe(milliseconds / 1_000);
		},
		families: () => [used, first, all].map((one) => one.family()),
	};
}
