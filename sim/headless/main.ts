import { ensureJit } from "../luau/ensure-jit";
import { describeProblem } from "../rojo/problems";
import { readHeadlessOptions, type HeadlessOptions } from "./headless-options";
import { playGame, type GameLine } from "./play-game";
import { describeLine } from "./describe-line";
import { hasServerScript, readGame } from "./read-game";

/** 1: a script failed. 2: there was nothing to run, since the command line or the project was refused. */
const EXIT = { ok: 0, scriptError: 1, refused: 2 } as const;

/** How the simulated engine speaks of what it does not have. */
const NOT_MODELLED = /is not a valid (Service name|member of)|Unable to create an Instance of type/;

await ensureJit();

const read = readHeadlessOptions(process.argv.slice(2));
if (read.ok) process.exit(await run(read.value));
process.stderr.write(`${read.error}\n`);
process.exit(EXIT.refused);

/** Runs the server scripts of a project, and shows what they say. */
async function run(options: HeadlessOptions): Promise<number> {
	// With --json standard output belongs to the one object at the end.
	const say = (line: string): void => void (options.json ? process.stderr : process.stdout).write(`${line}\n`);
	const answer = (result: Readonly<Record<string, unknown>>): void => {
		if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`);
	};
	const game = readGame(options.project, options.scripts);
	if (!game.ok) {
		for (const problem of game.error) process.stderr.write(`${describeProblem(problem)}\n`);
		answer({ ok: false, problems: game.error });
		return EXIT.refused;
	}
	const { place, notes } = game.value;
	for (const note of notes) process.stderr.write(`note: ${note}\n`);
	if (!hasServerScript(place)) process.stderr.write("note: the project has no server script; --script FILE adds one\n");
	const { servers, players, seconds, seed, hopSeconds, hasClients } = options;
	const started = performance.now();
	const errors: GameLine[] = [];
	let warnings = 0;
	await playGame({ place, servers, players, seconds, seed, hopSeconds, hasClients }, (line) => {
		if (line.level === "error") errors.push(line);
		if (line.level === "warning") warnings += 1;
		say(describeLine(line, servers));
	});
	if (errors.some(({ text }) => NOT_MODELLED.test(text))) {
		process.stderr.write("note: a part of the engine is modelled, docs/headless.md says which\n");
	}
	const wallSeconds = Math.round((performance.now() - started) / 100) / 10;
	const figures = { servers, players, seconds, seed, wallSeconds, warnings };
	const verdict = errors.length === 0 ? "ok" : `FAILED, errors: ${errors.length}`;
	say(`${verdict} (servers: ${servers}, virtual seconds: ${seconds}, real seconds: ${wallSeconds})`);
	answer({ ok: errors.length === 0, ...figures, errors, notes });
	return errors.length === 0 ? EXIT.ok : EXIT.scriptError;
}
