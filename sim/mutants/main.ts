import { parseArgs } from "node:util";
import { runMutants } from "./run-mutants";

/**
 * Plants each known mistake and tells which checker finds it: `--only TEXT` for some of them, `--workshops N` for more
 * than one at a time, `--json` for a last line that is one JSON object. Exits with 1 when one gets through.
 */
const { values } = parseArgs({
	options: {
		only: { type: "string", default: "" },
		workshops: { type: "string", default: "1" },
		json: { type: "boolean", default: false },
	},
});
// With --json standard output belongs to the one object at the end.
const say = (line: string): void => void (values.json ? process.stderr : process.stdout).write(`${line}\n`);
const report = await runMutants({
	only: values.only,
	workshops: Math.max(1, Number(values.workshops)),
	say,
});
say(`${report.caught} caught, ${report.planted} planted, ${report.falseAlarms.length} false alarms`);
if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`);
process.exit(report.ok ? 0 : 1);
