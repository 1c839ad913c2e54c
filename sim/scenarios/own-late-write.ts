import { SECOND } from "../clock/scheduler";
import { USUAL_FATE } from "../roblox/faults";
import { AVA, createStoryWorld } from "./story-world";

/**
 * No server is live, and the companion's first conditional write goes wrong: by default it arrives a minute late, long
 * after its time-out and after a second one was stored; with `--answer-lost` it is stored at once and nobody says so;
 * with `--server-first` a server starts meanwhile and applies the command before the late write arrives.
 */
const isAnswerLost = process.argv.includes("--answer-lost");
const isServerFirst = process.argv.includes("--server-first");
const LATE_MICROS = 60 * SECOND;
let writes = 0;
let isWrong = true;
const story = createStoryWorld({
	faults: {
		http: {
			decide: ({ jobId, method, url }) => {
				if (jobId !== null || method !== "POST" || !url.includes("entryKey=Player_")) return USUAL_FATE;
				writes += 1;
				if (!isWrong) return USUAL_FATE;
				// With a server on its way every write of the companion is late.
				isWrong = isServerFirst;
				return isAnswerLost
					? { outcome: "answer-lost", delayMicros: 0 }
					: { outcome: "usual", delayMicros: LATE_MICROS };
			},
		},
	},
});
const { world } = story;
story.give("gift", 50);
await world.passUntil(() => writes > 0, 120);
if (isServerFirst) world.roblox.join(AVA.id, world.roblox.addServer());
await story.secondsToSettle("gift", 300);
await world.pass(120);

const history = world.roblox.stores.history.filter((write) => write.key.startsWith("Player_"));
story.end({
	hasWrittenAgain: writes > 1,
	state: story.stateOf("gift"),
	stored: story.stored(),
	audited: story.audited(),
	writesOfTheCompanion: history.filter((write) => write.writer === "open-cloud").length,
});
