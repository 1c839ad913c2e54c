import { listScenarios, playScenario } from "./index";

/**
 * `NAME...` plays scenarios and prints one JSON object each, with `--json` or without; `--list` shows all; without names
 * all are played. With `--short` those that take minutes are smaller.
 */
const given = process.argv.slice(2).filter((word) => word !== "--json");
const how = given.includes("--short") ? "short" : "whole";
if (given.includes("--list")) list();
else process.exitCode = (await playAll(given.filter((word) => word !== "--short"))) ? 0 : 1;

function list(): void {
	const width = Math.max(...listScenarios().map(({ name }) => name.length));
	for (const { name, rule, story } of listScenarios()) {
		process.stdout.write(`${name.padEnd(width)}  ${story} (${rule})\n`);
	}
}

async function playAll(names: readonly string[]): Promise<boolean> {
	let isGood = true;
	for (const name of names.length > 0 ? names : listScenarios().map((scenario) => scenario.name)) {
		const report = await playScenario(name, how);
		if (report === undefined) process.stderr.write(`there is no scenario ${name}\n`);
		else process.stdout.write(`${JSON.stringify(report)}\n`);
		if (report?.ok !== true) isGood = false;
	}
	return isGood;
}
