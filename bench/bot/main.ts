import { parseArgs } from "node:util";
import { ONLINE, OWNER } from "../../sim/demo/cast";
import { openStage } from "../../sim/demo/stage";
import { createStaffHands } from "../../sim/demo/staff-hands";
import { SILENT } from "../../sim/demo/story";
import { describeFigures, listMissed, makeFigures } from "./figures";
import { giveAtRate } from "./give-load";
import { readJournalTimes } from "./journal-times";

/**
 * `bench:bot`: how long a command takes to its first answer, and our own part of its way to the outcome. The companion's
 * own process with the real discord.js, a local Discord over loopback, and game servers with the real ProfileService. Those are
 * machines of their own in real use, so here they get what the others leave of the processor.
 */
const { values } = parseArgs({
	options: {
		json: { type: "boolean", default: false },
		seconds: { type: "string", default: "20" },
		"warm-up": { type: "string", default: "9" },
		rate: { type: "string", default: "200" },
		players: { type: "string", default: "280" },
	},
});
const [seconds, warmUpSeconds, rate] = [Number(values.seconds), Number(values["warm-up"]), Number(values.rate)];
const extra = Number(values.players) - ONLINE.length;
if (!(seconds > 0 && warmUpSeconds >= 0 && rate > 0 && Number.isSafeInteger(extra) && extra >= 0)) {
	process.stderr.write("--seconds and --rate are numbers above 0, --warm-up is one of at least 0\n");
	process.stderr.write(`--players is a whole number of at least ${ONLINE.length}\n`);
	process.exit(2);
}
const crowd = Array.from({ length: extra }, (_, index) => {
	const name = `Player${index + 1}`;
	return { id: 1_000_001_001 + index, name, displayName: name };
});
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const told: string[] = [];
const waiting = (what: string): void => say(`${what} ...`);
const stage = await openStage({ ...SILENT, waiting }, (line) => told.push(line), { crowd });
try {
	// One member types for a whole community here; as it is at first he would be frozen after a hundred commands.
	await createStaffHands(stage).change(OWNER, "limits", { level: "moderator", limit: "pace", amount: 1_000_000 });
	stage.host.stepBack();
	say(`${rate} commands a second for ${warmUpSeconds} + ${seconds} s ...`);
	const players = [...ONLINE, ...crowd].map(({ id }) => id);
	const span = { players, ratePerSecond: rate, seconds: warmUpSeconds + seconds };
	const uses = await giveAtRate(stage.discord.people, span);
	const figures = makeFigures(uses, readJournalTimes(stage.settings.databaseFile), warmUpSeconds);
	const missed = listMissed(figures);
	const report = { ok: missed.length === 0, ratePerSecond: rate, seconds, players: players.length, ...figures, missed };
	process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : describeFigures(figures));
	process.exitCode = report.ok ? 0 : 1;
} catch (problem) {
	say(told.slice(-5).join("\n"));
	throw problem;
} finally {
	await stage.close();
}
