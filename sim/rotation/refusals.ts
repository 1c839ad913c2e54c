import { parseJson, valueAt } from "../json";
import type { Answer } from "../operation/signed-sender";

/** What was not answered as it was asked for, by what was heard instead. */
export class Refusals {
	readonly #counts = new Map<string, number>();

	/** True when it is a good answer. */
	note(what: string, answer: Answer | undefined): answer is Answer {
		if (answer?.status === 200) return true;
		this.add(answer === undefined ? `${what}: no answer` : `${what}: ${answer.status} ${codeOf(answer)}`);
		return false;
	}

	add(refusal: string): void {
		this.#counts.set(refusal, (this.#counts.get(refusal) ?? 0) + 1);
	}

	total(): number {
		return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
	}

	byKind(): Readonly<Record<string, number>> {
		return Object.fromEntries(this.#counts);
	}
}

function codeOf({ text }: Answer): string {
	const code = valueAt(parseJson(text), "code");
	return typeof code === "string" ? code : "without a code";
}
