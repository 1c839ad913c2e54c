import type { Code } from "../../shared/codes";

/** What a route says; `render-answer.ts` makes the response of it. */
export type Answer =
	| {
			readonly kind: "body";
			readonly status: number;
			readonly contentType: string;
			readonly body: string | ReadableStream<Uint8Array>;
			/** Programs that keep answers as files take this name. */
			readonly fileName?: string;
	  }
	/** `detail` names what is wrong, a field for one; never an inner error. */
	| { readonly kind: "problem"; readonly code: Code; readonly detail?: string | undefined };

/** Makes the kinds of answers there are. */
export interface Answers {
	json(value: unknown, status?: number): Answer;
	problem(code: Code, detail?: string): Answer;
}

export const answers: Answers = {
	json: (value, status = 200) => ({
		...{ kind: "body", status, contentType: "application/json" },
		body: JSON.stringify(value),
	}),
	problem: (code, detail) => ({ kind: "problem", code, detail }),
};
