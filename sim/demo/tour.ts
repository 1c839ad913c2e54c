import type { Typed } from "../discord/people/client-checks";
import type { Stage } from "./stage";
import type { Story } from "./story";
import type { Witnesses } from "./witnesses";

/** Typed options of a slash command. */
export type Options = Readonly<Record<string, Typed>>;

export interface TourPorts {
	readonly stage: Stage;
	readonly story: Story;
	readonly witnesses: Witnesses;
}

export interface Step {
	/** Stable, for programs. */
	readonly name: string;
	/** For people. */
	readonly title: string;
	/** Throws when something is not as it must be. */
	readonly run: (ports: TourPorts) => Promise<void>;
}

export interface StepResult {
	readonly name: string;
	readonly ok: boolean;
	readonly ms: number;
	readonly problem?: string;
}

/** The rest of a tour cannot be judged once a step failed, so it ends there. */
export async function playTour(ports: TourPorts, steps: readonly Step[]): Promise<readonly StepResult[]> {
	const results: StepResult[] = [];
	for (const step of steps) {
		ports.story.chapter(`${results.length + 1}. ${step.title}`);
		const result = await playStep(ports, step);
		results.push(result);
		if (result.ok) continue;
		ports.story.line("FAILED", result.problem ?? "");
		break;
	}
	return results;
}

async function playStep(ports: TourPorts, step: Step): Promise<StepResult> {
	const started = performance.now();
	const elapsed = (): number => Math.round(performance.now() - started);
	try {
		await step.run(ports);
		return { name: step.name, ok: true, ms: elapsed() };
	} catch (error) {
		const problem = error instanceof Error ? error.message : String(error);
		return { name: step.name, ok: false, ms: elapsed(), problem };
	}
}

/** A fact the tour promises. */
export function promise(holds: boolean, what: string): void {
	if (!holds) throw new Error(`this should hold and does not: ${what}`);
}

export function promiseEqual(seen: unknown, wanted: unknown, what: string): void {
	promise(Object.is(seen, wanted), `${what} is ${String(wanted)} (seen: ${String(seen)})`);
}
