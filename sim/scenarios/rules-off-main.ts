import { Workshop } from "../mutants/workshop";
import { RULES_OFF } from "./rules-off";
import { switchOff } from "./switch-off";

/** Switches off the rule of each scenario in turn, or of those named, on a copy. Each scenario must fail. */
const names = process.argv.slice(2);
const chosen = RULES_OFF.filter(({ scenario }) => names.length === 0 || names.includes(scenario));
const workshop = new Workshop();
let good = 0;
try {
	await workshop.prepare();
	for (const off of chosen) {
		const outcome = await switchOff(workshop, off);
		if (outcome.kind === "fails") good += 1;
		process.stdout.write(`${JSON.stringify({ scenario: off.scenario, rule: off.rule, ...outcome })}\n`);
	}
} finally {
	workshop.remove();
}
process.stdout.write(`${good} of ${chosen.length} scenarios fail without their rule\n`);
process.exitCode = good === chosen.length ? 0 : 1;
