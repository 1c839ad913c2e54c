import { afterAll, describe, test } from "bun:test";
import type { Contract } from "./contract";
import { FOLDER_VARIABLE } from "./folder-variable";
import { loadContract } from "./load-contract";

/**
 * Tests against the official description. Without the variable they are skipped, and say so. With it they cannot be: a
 * folder that is missing or empty throws while the tests are collected, which fails the run.
 */
export function describeContract(title: string, tests: (contract: Contract) => void): void {
	const folder = process.env[FOLDER_VARIABLE] ?? "";
	describe(title, () => {
		if (folder !== "") return tests(loadContract(folder));
		test.skip(`${FOLDER_VARIABLE} does not name the folder with the official OpenAPI files`, () => undefined);
		afterAll(() => console.log(`Skipped: set ${FOLDER_VARIABLE} to the folder with Roblox's official OpenAPI files.`));
	});
}
