import "../../shared/bun/install";
import { checkAll } from "../checkers/all";
import { SECOND } from "../clock/scheduler";
import type { History } from "../run/history";
import { finish } from "./stage/finish";
import { Stage } from "./stage/stage";
import type { ReportedViolation } from "./story-report";
import { isStoryName, STORIES } from "./stories/index";
import type { Story } from "./stories/story";

/** Plays stories and prints one JSON object each; `--log` tells on the error output what happened. */
const names = process.argv.slice(2).filter((argument) => argument !== "--log");
const isLogged = process.argv.includes("--log");
for (const name of names) process.stdout.write(`${JSON.stringify(await play(name))}\n`);

async function play(name: string): Promise<object> {
	if (!isStoryName(name)) throw new Error(`no story "${name}"; there are ${Object.keys(STORIES).join(", ")}`);
	const story: Story = STORIES[name];
	const stage = new Stage(story, (line) => {
		if (isLogged) process.stderr.write(`${line}\n`);
	});
	await story.play(stage);
	const seen = await finish(stage, story.goneForGood);
	const history: History = story.trouble === undefined ? seen : { ...seen, trouble: story.trouble };
	stage.companion.close();
	const virtualSeconds = Math.round(history.endedAt / SECOND);
	return { story: name, settled: countSettled(history), virtualSeconds, violations: findFirsts(story, history) };
}

function countSettled({ replies }: History): number {
	const last = replies.filter(({ outcome }) => outcome !== "working" && outcome !== "pending-notice");
	return new Set(last.map(({ commandId }) => commandId)).size;
}

/** The first violation that each checker found of each rule. */
function findFirsts(story: Story, history: History): readonly ReportedViolation[] {
	const violations = checkAll(history)
		.filter(({ rule }) => story.forges?.includes(rule) !== true)
		.map(({ checker, rule, what, time = history.endedAt }) => ({
			checker,
			rule,
			what,
			commands: history.intents.filter((intent) => intent.askedAt <= time).length,
		}));
	return [...Map.groupBy(violations, ({ checker, rule }) => `${checker} ${rule}`).values()].flatMap((found) =>
		found.slice(0, 1),
	);
}
