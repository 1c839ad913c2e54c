import { CHECKS_ALONE, CHECKS_SIDE_BY_SIDE, runCheck, type Check, type Tally } from "./checks";
import { prepare, runMain } from "./prepare";

const total = { passed: 0, failed: 0 };

function add({ passed, failed }: Tally): void {
	total.passed += passed;
	total.failed += failed;
}

/** Takes the next one that is left until none is. */
async function runLane(checks: Check[]): Promise<void> {
	for (let check = checks.shift(); check !== undefined; check = checks.shift()) add(await runCheck(check));
}

/** `test`: everything that needs only npm. The last line is `N passed, N failed`. */
await runMain(async () => {
	await prepare();
	const sideBySide = [...CHECKS_SIDE_BY_SIDE];
	await Promise.all([runLane(sideBySide), runLane(sideBySide)]);
	await runLane([...CHECKS_ALONE]);
	process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
	return total.failed === 0 ? 0 : 1;
});
