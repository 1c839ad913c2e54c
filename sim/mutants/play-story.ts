import "../../shared/bun/install";
import { checkAll } from "../checkers/all";
import { finish } from "./stage/finish";
import { Stage } from "./stage/stage";
import { isStoryName, STORIES } from "./stories/index";
import type { Story } from "./stories/story";

/**
 * Plays one story and prints one JSON object: what was settled, and what checkers found broken. `--log` tells on the
 * error output what happened.
 */
const name = process.argv[2] ?? "";
if (!isStoryName(name)) throw new Error(`no story "${name}"; there are ${Object.keys(STORIES).join(", ")}`);
const story: Story = STORIES[name];
const isLogged = process.argv.includes("--log");
const stage = new Stage(story.config ?? {}, (line) => {
	if (isLogged) process.stderr.write(`${line}\n`);
});
await story.play(stage);
const history = await finish(stage);
stage.companion.close();
const violations = checkAll(history)
	.filter(({ rule }) => story.forges?.includes(rule) !== true)
	.map(({ checker, rule, what, time = history.endedAt }) => ({
		checker,
		rule,
		what,
		/** Commands that had been given by then. */
		commands: history.intents.filter((intent) => intent.askedAt <= time).length,
	}));
const settled = new Set(
	history.replies.flatMap(({ commandId, outcome }) =>
		outcome === "working" || outcome === "pending-notice" ? [] : [commandId],
	),
).size;
const virtualSeconds = Math.round(history.endedAt / 1_000_000);
const firsts = [...Map.groupBy(violations, ({ checker, rule }) => `${checker} ${rule}`).values()].flatMap(([first]) =>
	first === undefined ? [] : [first],
);
process.stdout.write(`${JSON.stringify({ story: name, settled, virtualSeconds, violations: firsts })}\n`);
