import { USUAL_FATE } from "../roblox/faults";
import { createStoryWorld } from "./story-world";

/**
 * No server is live. The companion's conditional write is stored and never answered, not at any of its tries: nobody
 * knows what became of it. The command stays open, the entry is read again, and its receipt is found there.
 */
const tries: number[] = [];
let isSilent = true;
const story = createStoryWorld({
	faults: {
		http: {
			decide: ({ jobId, method, url }) => {
				if (jobId !== null || method !== "POST" || !url.includes("entryKey=Player_")) return USUAL_FATE;
				tries.push(Math.round(world.clock.now() / 1_000));
				return isSilent ? { outcome: "answer-lost", delayMicros: 0 } : USUAL_FATE;
			},
		},
	},
});
const { world } = story;
const unknown = (): readonly string[] =>
	story.log.filter((line) => line.includes("entry-write-failed") && line.includes('"outcomeUnknown":true'));
story.give("gift", 50);
await world.passUntil(() => unknown().length > 0, 120);
const triesUnanswered = tries.length;
const storedMeanwhile = story.stored();
const stateMeanwhile = story.stateOf("gift");
isSilent = false;
const settledAfter = await story.secondsToSettle("gift", 120);
await world.pass(60);

const history = world.roblox.stores.history.filter((write) => write.key.startsWith("Player_"));
story.end({
	triesUnanswered,
	unknownOutcomes: unknown().length,
	storedMeanwhile,
	stateMeanwhile,
	settledAfter,
	state: story.stateOf("gift"),
	stored: story.stored(),
	audited: story.audited(),
	writesOfTheCompanion: history.filter((write) => write.writer === "open-cloud").length,
});
