import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openSurroundings } from "../operation/surroundings";
import { Random } from "../random";
import { playRotations } from "./play-rotations";

/** `test:rotation`: the keys of the real program are replaced under load, and no request may be refused for it. */
const EXIT_USAGE = 2;
const { values } = parseArgs({
	options: {
		json: { type: "boolean", default: false },
		rate: { type: "string", default: "1000" },
		seconds: { type: "string", default: "30" },
		seed: { type: "string", default: "1" },
	},
});
const [ratePerSecond, seconds] = [Number(values.rate), Number(values.seconds)];
if (!(ratePerSecond >= 1 && seconds >= 1)) {
	process.stderr.write("usage: test:rotation [--rate N] [--seconds N] [--seed TEXT] [--json]\n");
	process.exit(EXIT_USAGE);
}

const folder = mkdtempSync(join(tmpdir(), "purser-rotation-"));
const secretsFile = join(folder, "purser.secrets");
const surroundings = openSurroundings();
try {
	const report = await playRotations({
		ratePerSecond,
		seconds,
		random: new Random(values.seed),
		environment: surroundings.environment(join(folder, "purser.sqlite"), {
			...{ BACKUP_DIR: join(folder, "backups"), SECRETS_FILE: secretsFile },
			...{ HMAC_SECRET: "", GAME_SECRET: "", API_SERVICE_KEY: "" },
		}),
		writeSecrets: (text) => writeFileSync(secretsFile, text),
		nowSeconds: () => Math.floor(Date.now() / 1_000),
		repeat: (run) => {
			const timer = setInterval(run, 1);
			return () => clearInterval(timer);
		},
		onRotation: (number) => process.stderr.write(`all three keys replaced ${number} times\n`),
	});
	const { requests, perSecond, refused, rotations, oldKeysHeard, ok } = report;
	const lines = [
		`all three keys replaced ${rotations} times in ${report.seconds} s`,
		`${requests} requests, ${perSecond} a second: ${refused} refused`,
		...Object.entries(report.refusals).map(([kind, count]) => `  ${kind}: ${count}`),
		`${oldKeysHeard} keys heard that had been taken away`,
		ok ? "ok" : "FAILED",
	];
	process.stdout.write(`${values.json ? JSON.stringify({ rate: ratePerSecond, ...report }) : lines.join("\n")}\n`);
	process.exitCode = ok ? 0 : 1;
} finally {
	await surroundings.close();
	rmSync(folder, { recursive: true, force: true });
}
