import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openSurroundings } from "../operation/surroundings";
import { Random } from "../random";
import { playKillRounds } from "./kill-rounds";

/** `test:kill`: the real program is killed again and again under load; nothing it answered for may be lost or doubled. */
const EXIT_USAGE = 2;
const { values } = parseArgs({
	options: {
		json: { type: "boolean", default: false },
		rounds: { type: "string", default: "200" },
		seed: { type: "string", default: "1" },
	},
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
	process.stderr.write("usage: test:kill [--rounds N] [--seed TEXT] [--json]\n");
	process.exit(EXIT_USAGE);
}

const folder = mkdtempSync(join(tmpdir(), "purser-kill-"));
const databasePath = join(folder, "purser.sqlite");
const surroundings = openSurroundings();
try {
	const report = await playKillRounds({
		rounds,
		databasePath,
		random: new Random(values.seed),
		environment: surroundings.environment(databasePath, { BACKUP_DIR: join(folder, "backups") }),
		nowSeconds: () => Math.floor(Date.now() / 1_000),
		onRound: (round) => {
			if (round % 20 === 0) process.stderr.write(`${round} of ${rounds} rounds\n`);
		},
	});
	const { answered, unanswered, unansweredStored, lost, doubled, foreign, contradictions, verified, ok } = report;
	const lines = [
		`${rounds} rounds, ${report.killedWhileStarting} of them killed while starting; seed ${values.seed}`,
		`${answered} receipts answered for: ${lost} lost, ${doubled} doubled`,
		`${unanswered} receipts left without an answer, ${unansweredStored} of them stored all the same`,
		`${foreign} rows that nobody sent, ${contradictions} answers that cannot be true`,
		verified ? "verify: everything holds" : "verify: NOT ok",
		ok ? "ok" : "FAILED",
	];
	process.stdout.write(`${values.json ? JSON.stringify({ seed: values.seed, ...report }) : lines.join("\n")}\n`);
	process.exitCode = ok ? 0 : 1;
} finally {
	await surroundings.close();
	rmSync(folder, { recursive: true, force: true });
}
