/** `reverse:<id>` for the first try at a command of people; later tries, and what takes a reversal back, say which. */
const FORM = /^reverse:(?:(\d+)\.\d+:)?(.+)$/;

/**
 * The id under which a command is taken back, so that whoever does it, and however often, it is one command. Another try
 * has an id of its own, since a refusal uses one up; it is made only once every former one was refused for good. What
 * takes a reversal back is one deeper and still named after the first command, so that ids do not grow.
 */
export function reversalId(commandId: string, attempt: number): string {
	const [, deep, inner] = FORM.exec(commandId) ?? [];
	const root = inner ?? commandId;
	const depth = inner === undefined ? 1 : Number(deep ?? "1") + 1;
	return depth === 1 && attempt === 1 ? `reverse:${root}` : `reverse:${depth}.${attempt}:${root}`;
}
