/** What a request may meet instead of its ordinary answer. */
export type RestFault =
	/** The effect happened, the answer says 500; discord.js repeats such a request at once. */
	| { readonly kind: "effect-then-500" }
	/** Nothing happened and the answer says 500. */
	| { readonly kind: "refused-with-500" }
	/** The effect happened and no answer ever comes. */
	| { readonly kind: "no-answer" }
	| { readonly kind: "rate-limited"; readonly scope: "user" | "shared" | "global"; readonly retryAfterSeconds: number };

export interface FaultPort {
	/** The fault that this request meets, used up by asking. Operations are named as in openapi.json. */
	takeRestFault(operation: string): RestFault | undefined;
	/** How many more times than once the next interaction event is sent. */
	takeDuplicates(): number;
	/** Events that a request causes come before its answer, or after it. */
	readonly eventOrder: "before-answer" | "after-answer";
	/** Heartbeats stay unanswered. */
	readonly acksWithheld: boolean;
}

interface Planned {
	readonly operation: string;
	readonly fault: RestFault;
	left: number;
}

/** Faults by name, none by default; tests and the demo plan them one by one. */
export class FaultPlan implements FaultPort {
	eventOrder: "before-answer" | "after-answer" = "before-answer";
	acksWithheld = false;
	private duplicates = 0;
	private readonly planned: Planned[] = [];

	/** The next `times` requests of an operation meet this fault. */
	planRestFault(operation: string, fault: RestFault, times = 1): void {
		this.planned.push({ operation, fault, left: times });
	}

	/** The next interaction is delivered `extra` times more than once. */
	duplicateNextInteraction(extra = 1): void {
		this.duplicates = extra;
	}

	takeRestFault(operation: string): RestFault | undefined {
		const found = this.planned.find((item) => item.operation === operation && item.left > 0);
		if (found) found.left -= 1;
		return found?.fault;
	}

	takeDuplicates(): number {
		const extra = this.duplicates;
		this.duplicates = 0;
		return extra;
	}
}
