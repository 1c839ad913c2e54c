/** Thrown inside code of a process that was killed, where a call has to return something at once. */
export class LifeOver extends Error {
	constructor() {
		super("this process was killed");
	}
}

/** Also when what it stopped wrapped it, as a migration does. */
export function isLifeOver(problem: unknown): boolean {
	return problem instanceof LifeOver || (problem instanceof Error && isLifeOver(problem.cause));
}
