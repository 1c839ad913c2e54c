import type { Code } from "../../shared/codes";
import { fail, ok, type Result } from "../../shared/result";
import { answer, giveFirstAnswer, refuse, refuseAtOnce, sayInternal } from "./answer";
import type { BotParts } from "./bot-parts";
import type { Arrival, FirstAnswer, Prepared, Rules } from "./framework/call";
import { createCooldowns, type Cooldowns } from "./framework/cooldowns";
import { findTask, type Task } from "./framework/find-task";
import { suggest } from "./framework/suggest";
import type { Interaction, Replies } from "./interaction";

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
		const startedAt = clock.precise();
		const call: Arrival = { parts, interaction, replies, arrivedAt: clock.now() };
		const noteFirst = () => parts.measure.firstAnswer(clock.precise() - startedAt);
		let done: Done;
		try {
			done = await run(call, cooldowns, noteFirst);
		} catch (problem) {
			const reason = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
			log({ level: "error", event: "interaction-failed", facts: { id: interaction.id, reason } });
			if (interaction.kind !== "autocomplete") await sayInternal(call);
			done = { name: interaction.kind, audit: "none", outcome: "internal" };
		}
		const milliseconds = clock.precise() - startedAt;
		parts.measure.interaction(done.name, done.outcome, milliseconds);
		// One comes with every letter somebody types.
		if (interaction.kind === "autocomplete") return;
		const facts = { id: interaction.id, actor: interaction.member.id, ...done };
		log({ level: "info", event: "interaction", facts: { ...facts, milliseconds: Math.round(milliseconds) } });
	};
}

/** What is told to the log: what was used, and `ok` or the code by which it ended. */
interface Done {
	readonly name: string;
	readonly audit: Rules["audit"] | "none";
	readonly outcome: string;
}

async function run(call: Arrival, cooldowns: Cooldowns, noteFirst: () => void): Promise<Done> {
	const { interaction, parts } = call;
	if (interaction.kind === "autocomplete") {
		await suggest(parts, interaction, call.replies);
		return { name: "autocomplete", audit: "none", outcome: "ok" };
	}
	const found = findTask(interaction, parts.customIds);
	const names = found.ok
		? ({ name: found.value.name, audit: found.value.rules.audit } as const)
		: ({ name: "unknown", audit: "none" } as const);
	const checked = checkCall(call, found, cooldowns);
	if (!checked.ok) {
		await refuseAtOnce(call, checked.error, found.ok ? found.value.rules : undefined);
		noteFirst();
		return { ...names, outcome: checked.error };
	}
	const { rules, prepared } = checked.value;
	const taken = await giveFirstAnswer(call, prepared);
	noteFirst();
	// Without it the member sees that the bot did not answer and will ask again, so nothing may be written.
	if (!taken) return { ...names, outcome: "first-answer-failed" };
	if (prepared.kind === "modal") return { ...names, outcome: "ok" };
	const result = await prepared.work({ ...call, isPrivate: isPrivate(interaction, prepared.first) });
	if (!result.ok) await refuse(call, result.error, { ...rules, first: prepared.first });
	else if (result.value !== "followed") await answer(call, result.value);
	return { ...names, outcome: result.ok ? "ok" : result.error };
}

interface Checked {
	readonly rules: Rules;
	readonly prepared: Prepared;
}

/** Discord's own command permissions only hide a command, and server staff can change them in the client. */
function checkCall(call: Arrival, found: Result<Task, Code>, cooldowns: Cooldowns): Result<Checked, Code> {
	const { parts, interaction } = call;
	if (interaction.guildId !== parts.settings.guildId) return fail("wrong-guild");
	if (!found.ok) return found;
	const { name, rules, prepare } = found.value;
	const refusal = parts.staff.findRefusal(interaction.member, rules.right);
	if (refusal !== undefined) return fail(refusal);
	const prepared = prepare(call);
	if (!prepared.ok) return prepared;
	const isDue = cooldowns.take(interaction.member.id, name, rules.cooldownSeconds);
	return isDue ? ok({ rules, prepared: prepared.value }) : fail("too-soon");
}

function isPrivate(interaction: Interaction, first: FirstAnswer): boolean {
	return first === "private" || ("isOnPrivateMessage" in interaction && interaction.isOnPrivateMessage);
}
