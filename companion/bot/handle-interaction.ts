import type { Code } from "../../shared/codes";
import { fail, type Result } from "../../shared/result";
import { answer, giveFirstAnswer, refuseAtOnce, sayInternal } from "./answer";
import type { BotParts } from "./bot-parts";
import type { Call } from "./framework/call";
import { createCooldowns, type Cooldowns } from "./framework/cooldowns";
import { findTask, type Task } from "./framework/find-task";
import type { Interaction, Replies } from "./interaction";
import { findMissingPermission } from "./permission";
import { refusalReply } from "./replies/refusal-reply";

/** Discord may deliver an event again within minutes; so many interactions do not come in that time. */
const REMEMBERED_MAX = 1_000;

/** Answers an interaction. Never rejects: an exception in an event handler would end the process. */
export type HandleInteraction = (interaction: Interaction, replies: Replies) => Promise<void>;

/**
 * The one boundary between Discord and the commands: it checks, gives the first answer in time, runs, turns codes into
 * words, measures and logs.
 */
export function createInteractionHandler(parts: BotParts): HandleInteraction {
	const remembered = new Set<string>();
	const cooldowns = createCooldowns(parts.ports.clock);

	function isDelivered(id: string): boolean {
		if (remembered.has(id)) return true;
		const [oldest] = remembered;
		if (remembered.size >= REMEMBERED_MAX && oldest !== undefined) remembered.delete(oldest);
		remembered.add(id);
		return false;
	}

	return async function handleInteraction(interaction, replies) {
		if (isDelivered(interaction.id)) return;
		const { clock, log } = parts.ports;
		const call: Call = { parts, interaction, replies, arrivedAt: clock.now() };
		const startedAt = clock.precise();
		const task = findTask(interaction, parts.customIds);
		const name = task.ok ? task.value.name : "unknown";
		let outcome: string;
		try {
			outcome = await runTask(call, task, cooldowns, () => parts.measure.firstAnswer(clock.precise() - startedAt));
		} catch (problem) {
			outcome = "internal";
			const reason = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
			log({ level: "error", event: "interaction-failed", facts: { id: interaction.id, reason } });
			await sayInternal(call);
		}
		const milliseconds = clock.precise() - startedAt;
		parts.measure.interaction(name, outcome, milliseconds);
		const audit = task.ok ? task.value.rules.audit : "none";
		const facts = { id: interaction.id, name, audit, actor: interaction.member.id, outcome };
		log({ level: "info", event: "interaction", facts: { ...facts, milliseconds: Math.round(milliseconds) } });
	};
}

/** Answers with `ok`, or with the code by which the call ended. */
async function runTask(
	call: Call,
	found: Result<Task, Code>,
	cooldowns: Cooldowns,
	noteFirst: () => void,
): Promise<string> {
	const checked = checkCall(call, found, cooldowns);
	if (!checked.ok) {
		await refuseAtOnce(call, checked.error);
		noteFirst();
		return checked.error;
	}
	const { rules, work } = checked.value;
	const taken = await giveFirstAnswer(call, rules.first);
	noteFirst();
	// Without it the member sees that the bot did not answer and will ask again, so nothing may be written.
	if (!taken) return "first-answer-failed";
	const result = await work();
	if (!result.ok) await answer(call, refusalReply(result.error, call.parts.settings.amountMax));
	else if (result.value !== "followed") await answer(call, result.value);
	return result.ok ? "ok" : result.error;
}

function checkCall(call: Call, found: Result<Task, Code>, cooldowns: Cooldowns) {
	const missing = findMissingPermission(call.interaction, call.parts.settings);
	if (missing !== undefined) return fail(missing);
	if (!found.ok) return found;
	const { name, rules, prepare } = found.value;
	const prepared = prepare(call);
	if (!prepared.ok) return prepared;
	const isDue = cooldowns.take(call.interaction.member.id, name, rules.cooldownSeconds);
	return isDue ? { ok: true as const, value: { rules, work: prepared.value } } : fail("too-soon" as const);
}
