import { renderOutcome } from "../doctor/report";
import type { Outcome } from "../doctor/run-checks";
import { isPlain } from "./env-file";
import type { Question, QuestionGroup } from "./questions";
import type { Terminal } from "./terminal";

/** `undefined`: it was ended. */
export type Answers = ReadonlyMap<string, string> | undefined;

/** Asks the doctor what it thinks of the settings with these answers. */
export type Judge = (
	answers: ReadonlyMap<string, string>,
	isWanted: (check: string) => boolean,
) => Promise<readonly Outcome[]>;

/** Asks until the doctor has nothing to say against the answers, or the person leaves it for later. */
export async function interview(
	terminal: Terminal,
	group: QuestionGroup,
	known: ReadonlyMap<string, string>,
	judge: Judge,
): Promise<Answers> {
	let answers = known;
	terminal.say("");
	for (const line of [group.title, ...group.help]) terminal.say(line);
	for (;;) {
		for (const question of group.questions) {
			const answer = await askOne(terminal, question, answers.get(question.setting.name));
			if (answer === undefined) return undefined;
			answers = new Map([...answers, [question.setting.name, answer]]);
		}
		const failed = await findFailed(terminal, group, answers, judge);
		if (failed === 0) return answers;
		const next = await terminal.ask("Enter to correct or to check again, or `later` to go on as it is:", {
			isSecret: false,
		});
		if (next === undefined) return undefined;
		if (next.toLowerCase() === "later") return answers;
	}
}

async function findFailed(
	terminal: Terminal,
	group: QuestionGroup,
	answers: ReadonlyMap<string, string>,
	judge: Judge,
): Promise<number> {
	const outcomes = await judge(answers, group.isJudgedBy);
	const failed = outcomes.filter(({ finding }) => finding.kind === "failed");
	// What rests on something that failed would only repeat it.
	const noted = outcomes.filter(({ finding }) => finding.kind === "ok" && finding.note !== "");
	for (const outcome of [...noted, ...failed]) terminal.say(renderOutcome(outcome));
	if (noted.length + failed.length === 0) terminal.say("ok");
	return failed.length;
}

async function askOne(
	terminal: Terminal,
	{ setting, text }: Question,
	before: string | undefined,
): Promise<string | undefined> {
	const isSecret = setting.isSecret === true;
	const kept = before === undefined ? "" : ` [Enter keeps ${isSecret ? "the one that is set" : before}]`;
	for (;;) {
		const typed = await terminal.ask(`${text}${kept}`, { isSecret });
		if (typed === undefined) return undefined;
		const answer = typed === "" ? before : typed;
		if (answer === undefined) {
			terminal.say("It is needed.");
			continue;
		}
		const reading = setting.read(answer);
		if (reading.ok && isPlain(answer)) return answer;
		terminal.say(`It ${reading.ok ? "may hold neither white space nor quotes, $, # or \\" : reading.problem}.`);
	}
}
