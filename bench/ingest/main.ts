import { resolve } from "node:path";
import { checkContender } from "./conformance/check-contender";
import { createContenders } from "./contenders/create-contenders";
import { makeSecrets } from "./contenders/make-secrets";
import { STORING } from "./contenders/contender";
import { installPeers } from "./install-peers";
import { createReceiptStream } from "./load/receipt-stream";
import { measureAll } from "./measure-all";
import { describeMachine, findCeiling } from "./machine";
import { listMissed, makeFigures } from "./figures";
import { readOptions } from "./options";
import { findPinning } from "./pin";
import { prefillAll } from "./prefill/prefill-all";
import { describeFigures } from "./table";

/** `bench:ingest`: how many receipts a second, ours next to what one would build otherwise, under one contract. */
const options = readOptions(process.argv.slice(2));
const say = (line: string): void => void process.stderr.write(`${line}\n`);
await installPeers(say);
const pinning = findPinning();
const secrets = makeSecrets();
const contenders = createContenders(pinning, secrets);
const stage = { options, pinning, secrets };
const databases = prefillAll(resolve(options.folder), createReceiptStream(options.rows), say);
process.once("exit", () => databases.remove());
process.on("SIGINT", () => process.exit(130));
process.on("SIGTERM", () => process.exit(143));
try {
	const machine = describeMachine(databases.barePath, pinning);
	const settings: Record<string, unknown> = {};
	for (const name of STORING) {
		const checked = await checkContender(contenders[name], databases.makeEmpty(name), secrets);
		settings[name] = checked.settings;
		say(`${name} keeps the contract: ${checked.rules} rules, ${JSON.stringify(checked.settings)}`);
	}
	const loadCeiling = await findCeiling(stage);
	say(`the load alone makes ${loadCeiling} requests a second`);
	const { measurements, bare, peakMemoryBytes } = await measureAll(stage, contenders, databases, say);
	const figures = makeFigures(measurements, bare, peakMemoryBytes);
	const missed = listMissed(figures);
	const { rows, seconds, rounds } = options;
	const report = { machine, loadCeiling, settings, rows, seconds, rounds, ...figures, missed };
	process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : `${describeFigures(figures)}\n`);
} finally {
	databases.remove();
}
