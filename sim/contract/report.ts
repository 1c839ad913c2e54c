import type { PlayedCall } from "./play-calls";
import { problemText } from "./problem";
import { evidenceText, type AnsweredQuestion } from "./questions/question";
import type { CheckedExchange } from "./record-exchanges";

/** What one play of the contract suite found. */
export interface ContractRun {
	readonly calls: readonly PlayedCall[];
	/** None on the local Roblox, whose answers are our own. */
	readonly questions: readonly AnsweredQuestion[];
	readonly exchanges: readonly CheckedExchange[];
}

/** What `--json` prints. */
export function makeReport({ calls, questions, exchanges }: ContractRun) {
	const isClean = exchanges.every(({ problems }) => problems.length === 0);
	return {
		ok: isClean && calls.every((call) => call.isAsExpected) && questions.every((question) => question.isAnswered),
		questions: questions.map(({ number, question, answer, evidence }) => ({ number, question, answer, evidence })),
		calls: calls.map(({ name, isAsExpected, got, expected }) =>
			isAsExpected ? { name, isAsExpected } : { name, isAsExpected, expected, got },
		),
		exchanges: exchanges.map(({ method, url, status, problems }) => ({
			...{ method, url, status: status ?? null },
			problems: problems.map(problemText),
		})),
	};
}

/** One line for each question and for each thing that is wrong, then one that sums up. */
export function renderRun({ calls, questions, exchanges }: ContractRun): readonly string[] {
	const unexpected = calls.filter((call) => !call.isAsExpected);
	const undescribed = exchanges.flatMap(({ method, url, status, problems }) =>
		problems.map((problem) => `not as described: ${method} ${url} ${status ?? "failed"}: ${problemText(problem)}`),
	);
	return [
		...questions.map(renderQuestion),
		...unexpected.map(({ name, got, expected }) => {
			return `not as expected: ${name}: ${JSON.stringify(got)} in place of ${JSON.stringify(expected)}`;
		}),
		...undescribed,
		`${calls.length} calls, ${unexpected.length} not as expected; ` +
			`${exchanges.length} exchanges, ${undescribed.length} problems with the official description`,
	];
}

function renderQuestion({ number, question, answer, evidence }: AnsweredQuestion): string {
	const seen = evidence.map((one) => `${one.what} ${evidenceText(one)}`).join(", ");
	return `${number}. ${question} ${answer} [${seen}]`;
}
