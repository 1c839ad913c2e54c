/** Thrown inside code of a process that was killed, where a call has to return something at once. */
export class LifeOver extends Error {
	constructor() {
		super("this process was killed");
	}
}
