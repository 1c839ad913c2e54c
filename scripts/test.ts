import { CHECKS, runCheck } from "./checks";
import { prepare, runMain } from "./prepare";

/** `test`: everything that needs only npm. The last line is `N passed, N failed`. */
await runMain(async () => {
	await prepare();
	let passed = 0;
	let failed = 0;
	for (const check of CHECKS) {
		const tally = await runCheck(check);
		passed += tally.passed;
		failed += tally.failed;
	}
	process.stdout.write(`${passed} passed, ${failed} failed\n`);
	return failed === 0 ? 0 : 1;
});
