import { describe, expect, test } from "bun:test";
import { examineSetup } from "./examine";
import { createSetup, type Setup, type SetupOptions } from "./setup";

/** One set-up with one fault. */
export interface Broken {
	readonly name: string;
	readonly options?: SetupOptions;
	/** What is wrong, done to a good set-up. */
	readonly break?: (setup: Setup) => unknown;
	/** The one check that fails. */
	readonly fails: string;
	/** What its advice says, naming the fault. */
	readonly advice: RegExp;
	/** Undoes what would keep the folder from being removed. */
	readonly mend?: () => void;
}

/** What nobody answers is tried again for some seconds. */
const TEST_MILLISECONDS_MAX = 30_000;

/** Breaks a good set-up in each way, and asserts that exactly the right check fails, in the right words. */
export function describeBroken(title: string, list: readonly Broken[]): void {
	describe(title, () => {
		for (const broken of list) test(broken.name, () => examineBroken(broken), TEST_MILLISECONDS_MAX);
	});
}

async function examineBroken(broken: Broken): Promise<void> {
	const setup = await createSetup(broken.options);
	try {
		await broken.break?.(setup);
		const { failed, text } = await examineSetup(setup);
		expect(Object.keys(failed)).toEqual([broken.fails]);
		expect(failed[broken.fails]).toMatch(broken.advice);
		for (const secret of setup.secrets) expect(text).not.toContain(secret);
	} finally {
		broken.mend?.();
		await setup.close();
	}
}
