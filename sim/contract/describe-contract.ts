import { afterAll, describe, test } from "bun:test";
import type { Contract } from "./contract";
import { ROBLOX, type DescribedService } from "./described-service";
import { loadContract } from "./load-contract";

/**
 * Tests against an official description. Without the variable they are skipped, and say so. With it they cannot be: a
 * folder that is missing or empty throws while the tests are collected, which fails the run.
 */
export function describeContract(
	title: string,
	tests: (contract: Contract) => void,
	service: DescribedService = ROBLOX,
): void {
	const { name, folderVariable } = service;
	const folder = process.env[folderVariable] ?? "";
	describe(title, () => {
		if (folder !== "") return tests(loadContract(folder, service));
		test.skip(`${folderVariable} does not name the folder with the official OpenAPI files`, () => undefined);
		afterAll(() => console.log(`Skipped: set ${folderVariable} to the folder with ${name}'s official OpenAPI files.`));
	});
}
