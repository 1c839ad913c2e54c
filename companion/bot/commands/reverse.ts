import type { Code } from "../../../shared/codes";
import { fail, ok, type Result } from "../../../shared/result";
import { WINDOW_MILLISECONDS_MAX, type UndoScope } from "../../undo/undo-view";
import type { Answered, Call } from "../framework/call";
import { defineButton } from "../framework/define-button";
import { defineCommand } from "../framework/define-command";
import { defineConfirmation } from "../framework/define-confirmation";
import type { Moment } from "../options/moment";
import { ANY_COMMAND_ID } from "../options/command-id-option";
import { FROM, STAFF_MEMBER, TO } from "../options/reverse-options";
import { planReply } from "../replies/undo-reply";
import { decodeUndoScope, encodeUndoScope } from "./confirmations";

const RULES = { right: "reverse", cooldownSeconds: 0, audit: "money" } as const;

export const reverseConfirmation = defineConfirmation<UndoScope>({
	...RULES,
	prefixes: { confirm: "reverse-do", cancel: "reverse-keep" },
	encode: encodeUndoScope,
	decode: decodeUndoScope,
	run: async (call, scope) => {
		const begun = await call.parts.undo.begin(call.interaction.member, scope);
		return begun.ok ? follow(call, begun.value.id) : begun;
	},
});

export const reverseCommand = defineCommand({
	...RULES,
	name: "reverse",
	description: "Take back a command, or what one of the staff did in a time",
	example: "/reverse command:discord:1573635722949296128",
	options: { command: ANY_COMMAND_ID, actor: STAFF_MEMBER, from: FROM, to: TO },
	first: "public",
	run: (call, options) => {
		const { parts, interaction, arrivedAt } = call;
		const scope = options.command === undefined ? readWindow(options, arrivedAt) : findCommand(call, options.command);
		if (!scope.ok) return scope;
		const plan = parts.undo.plan(interaction.member, scope.value);
		if (!plan.ok) return plan;
		return ok(planReply(plan.value, reverseConfirmation.makeIds(call, scope.value)));
	},
});

const readId = (payload: string): number | undefined => (/^\d{1,15}$/.test(payload) ? Number(payload) : undefined);

export const reverseStopButton = defineButton({
	...RULES,
	prefix: "reverse-stop",
	first: "update",
	read: readId,
	run: async (call, id) => {
		const stopped = await call.parts.undo.stopOne(call.interaction.member, id);
		return stopped.ok ? follow(call, id) : stopped;
	},
});

/** Goes on showing an undo for which Discord takes no edits any more. */
export const reverseLookButton = defineButton({
	...RULES,
	prefix: "reverse-look",
	first: "update",
	read: readId,
	run: (call, id) => follow(call, id),
});

async function follow({ parts, interaction, replies, arrivedAt }: Call, id: number): Promise<Answered> {
	if (parts.undo.progress(id) === undefined) return fail("not-found");
	const { applicationId, token } = interaction;
	await parts.undoReplies.follow(id, { applicationId, token, shownAt: arrivedAt }, replies);
	return ok("followed");
}

function findCommand({ parts }: Call, ids: readonly string[]): Result<UndoScope, Code> {
	const scope = parts.undo.findCommand(ids);
	return scope === undefined ? fail("txn-unknown") : ok(scope);
}

interface Window {
	readonly actor: string | undefined;
	readonly from: Moment | undefined;
	readonly to: Moment | undefined;
}

function readWindow({ actor, from, to }: Window, now: number): Result<UndoScope, Code> {
	if (actor === undefined || from === undefined) return fail("reverse-what");
	const [begin, end] = [from(now), Math.min(to?.(now) ?? now, now)];
	if (begin >= end || begin < now - WINDOW_MILLISECONDS_MAX) return fail("window-wrong");
	return ok({ kind: "actor", actorId: actor, from: begin, to: end });
}
