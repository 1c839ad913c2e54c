import { MUTANTS } from "./list/index";
import type { Mutant } from "./list/mutant";
import { plant, type PlantOutcome } from "./plant";
import { STORIES } from "./stories/index";
import { Workshop } from "./workshop";

export interface MutantsOptions {
	/** Only mutants whose name contains it; empty for all. */
	readonly only: string;
	/** Copies of the repository that are worked on at the same time. */
	readonly workshops: number;
	readonly say: (line: string) => void;
}

export interface MutantsReport {
	readonly ok: boolean;
	readonly planted: number;
	readonly caught: number;
	/** Stories in which a checker spoke although nothing was planted. */
	readonly falseAlarms: readonly string[];
	readonly mutants: readonly { readonly name: string; readonly outcome: PlantOutcome }[];
}

/** Plays every story as it is, then with each known mistake in turn. */
export async function runMutants(options: MutantsOptions): Promise<MutantsReport> {
	const workshops = Array.from({ length: options.workshops }, () => new Workshop());
	try {
		await Promise.all(workshops.map((workshop) => workshop.prepare()));
		const chosen = MUTANTS.filter((mutant) => mutant.name.includes(options.only));
		const played = new Set(chosen.map((mutant) => mutant.story));
		const names = Object.keys(STORIES).filter(
			(name) => options.only === "" || [...played].some((story) => story === name),
		);
		const alarms = await share(workshops, names, (workshop, name) => findFalseAlarm(workshop, name, options));
		const outcomes = await share(workshops, chosen, (workshop, mutant) => playMutant(workshop, mutant, options));
		const mutants = chosen.flatMap((mutant, index) => {
			const outcome = outcomes[index];
			return outcome === undefined ? [] : [{ name: mutant.name, outcome }];
		});
		const caught = mutants.filter(({ outcome }) => outcome.kind === "caught").length;
		const falseAlarms = alarms.filter((alarm) => alarm !== undefined);
		const ok = caught === mutants.length && falseAlarms.length === 0;
		return { ok, planted: mutants.length, caught, falseAlarms, mutants };
	} finally {
		for (const workshop of workshops) workshop.remove();
	}
}

async function findFalseAlarm(workshop: Workshop, name: string, { say }: MutantsOptions): Promise<string | undefined> {
	const report = await workshop.playStory(name);
	const [violation] = report?.violations ?? [];
	if (report !== undefined && violation === undefined) return undefined;
	const alarm = `${name}: ${violation === undefined ? "crashed" : `${violation.checker}: ${violation.what}`}`;
	say(`FALSE ALARM ${alarm}`);
	return alarm;
}

async function playMutant(workshop: Workshop, mutant: Mutant, { say }: MutantsOptions): Promise<PlantOutcome> {
	const outcome = await plant(workshop, mutant);
	say(`${outcome.kind === "caught" ? "caught" : "MISSED"} ${mutant.name} (${mutant.story}): ${describe(outcome)}`);
	return outcome;
}

function describe(outcome: PlantOutcome): string {
	switch (outcome.kind) {
		case "caught":
			return `${outcome.by.rule} by ${outcome.by.checker} after ${outcome.by.commands} commands: ${outcome.by.what}`;
		case "missed":
			return `${outcome.settled} settled, ${outcome.spoke.join(", ") || "nobody spoke"}`;
		case "does-not-apply":
			return `its text is not in ${outcome.file} any more`;
		case "does-not-compile":
			return `does not compile: ${outcome.words.slice(0, 400)}`;
		case "crashed":
			return "the story crashed";
	}
}

/** Each workshop takes the next piece of work until none is left. Answers are in the order of the work. */
async function share<Work, Answer>(
	workshops: readonly Workshop[],
	work: readonly Work[],
	run: (workshop: Workshop, item: Work) => Promise<Answer>,
): Promise<readonly Answer[]> {
	const answers: Answer[] = [];
	const queue = [...work.entries()];
	const workOff = async (workshop: Workshop): Promise<void> => {
		for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
			const [index, item] = next;
			answers[index] = await run(workshop, item);
		}
	};
	await Promise.all(workshops.map(workOff));
	return answers;
}
