import { ensureJit } from "../../luau/ensure-jit";
import { Stage, type StageOptions } from "./stage";

/** Sentences of a story's end, each with whether it came true. */
export type Claims = Readonly<Record<string, boolean>>;

export interface TellOptions extends StageOptions {
	/** Checkers that the story itself sets off, because it begins where a rule was broken before. */
	readonly expected?: readonly string[];
}

/**
 * Plays a story and prints one JSON object: which sentences came true, and what checkers found besides what is expected.
 * `--log` shows what all sides logged.
 */
export async function tell(play: (stage: Stage) => Promise<Claims>, options: TellOptions = {}): Promise<void> {
	await ensureJit();
	const log = (text: string): void => void process.stderr.write(`${text}\n`);
	const stage = new Stage({ ...options, ...(process.argv.includes("--log") ? { onLog: log } : {}) });
	const claims = await play(stage);
	const found = await stage.ends();
	const violations = found.filter(({ checker }) => options.expected?.includes(checker) !== true);
	stage.close();
	process.stdout.write(`${JSON.stringify({ claims, violations })}\n`);
}
