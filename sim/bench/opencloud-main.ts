import { parseArgs } from "node:util";
import { ensureJit } from "../luau/ensure-jit";
import { designFigures, isWithinBounds } from "./figures";
import { CallCounts } from "./call-counts";
import { NaiveWorld } from "./naive-world";
import { OurWorld } from "./our-world";
import { makePlan, type BenchPlan } from "./plan";
import { play, type BenchWorld, type Played } from "./play";

/** `bench:opencloud`: what a command costs in calls, ours next to the design that most bridges have. */
await ensureJit();
const { values } = parseArgs({
	options: {
		json: { type: "boolean", default: false },
		servers: { type: "string", default: "50" },
		commands: { type: "string", default: "1000" },
		"naive-commands": { type: "string", default: "20" },
	},
});
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const servers = Number(values.servers);
const plan = makePlan(servers, Number(values.commands));
const naivePlan = makePlan(servers, Number(values["naive-commands"]));

function playDesign(
	design: new (plan: BenchPlan, counts: CallCounts) => BenchWorld,
	plan: BenchPlan,
	asks: boolean,
): Promise<Played> {
	const counts = new CallCounts(plan);
	return play(plan, new design(plan, counts), counts, asks);
}

say(`${values.commands} commands to ${servers} servers ...`);
const played = await playDesign(OurWorld, plan, true);
say("the same without commands ...");
const ours = designFigures(plan, played, await playDesign(OurWorld, plan, false));
say(`${values["naive-commands"]} commands by the naive design ...`);
const naivePlayed = await playDesign(NaiveWorld, naivePlan, true);
say("the same without commands ...");
const naive = designFigures(naivePlan, naivePlayed, await playDesign(NaiveWorld, naivePlan, false));
const ok = isWithinBounds(plan, ours);
const sizes = { servers, commands: Number(values.commands), naiveCommands: Number(values["naive-commands"]) };
process.stdout.write(`${JSON.stringify({ ok, ...sizes, ...ours, naive })}\n`);
process.exit(ok ? 0 : 1);
