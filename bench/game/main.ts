import { parseArgs } from "node:util";
import { ensureJit } from "../../sim/luau/ensure-jit";
import { describeFigures, gameFigures, isWithinBounds } from "./figures";
import { playGame } from "./play-game";

/** `bench:game`: what the game's code costs a server with 50 players and 20 changes a second. */
await ensureJit();
const { values } = parseArgs({
	options: {
		json: { type: "boolean", default: false },
		players: { type: "string", default: "50" },
		stretches: { type: "string", default: "9" },
		seconds: { type: "string", default: "30" },
	},
});
const [players, stretches, seconds] = [Number(values.players), Number(values.stretches), Number(values.seconds)];
if (![players, stretches, seconds].every((count) => Number.isInteger(count) && count >= 1)) {
	process.stderr.write("--players, --stretches and --seconds are whole numbers of at least 1\n");
	process.exit(2);
}
process.stderr.write(`${stretches} times ${seconds} virtual seconds with ${players} players ...\n`);
const figures = gameFigures(await playGame({ players, stretches, secondsPerStretch: seconds }));
const ok = isWithinBounds(figures);
process.stdout.write(values.json ? `${JSON.stringify({ ok, ...figures })}\n` : describeFigures(figures));
process.exit(ok ? 0 : 1);
