import { BALANCE_MAX, COMMAND_ID_BYTES_MAX, REASON_BYTES_MAX } from "../../shared/limits";
import { bunPlatform } from "../../shared/bun/platform";
import { canonicalInteger, canonicalText } from "../../shared/protocol/canonical";
import { hasControlCharacters, isIdText } from "../../shared/text";
import { toCode, type CommandRow } from "./command-row";
import type { PlayerNames } from "../players/player-names";
import type { ChangeRequest } from "./command-view";
import { ensureOpening, type OpeningContext } from "./open-wallet";
import { settleFromAudit } from "./settle-command";

export interface SubmitContext extends OpeningContext {
	readonly names: Pick<PlayerNames, "note">;
	readonly newBorn: () => string;
	readonly lifetimeSeconds: number;
}

export type Submitted =
	| { readonly kind: "accepted" | "repeat" | "conflict"; readonly row: CommandRow }
	| { readonly kind: "refused"; readonly code: "id-reused" };

/** One unit: the row and its number become durable together, or the first row under this id answers. */
export function submitCommand(context: SubmitContext, request: ChangeRequest, now: number): Submitted {
	assertWellFormed(request);
	const contentHash = hashContent(request);
	const known = context.journal.find(request.id);
	if (known !== undefined) return { kind: known.content_hash === contentHash ? "repeat" : "conflict", row: known };
	const decidedSubject = context.entries.findDecidedSubject(request.id);
	if (decidedSubject !== undefined && isDecidedForAnother(context, decidedSubject, request))
		return { kind: "refused", code: "id-reused" };
	const life =
		context.wallets.findCurrent(request.userId) ??
		context.wallets.propose(request.userId, context.newBorn(), context.epoch);
	const isOpen = life.epoch === context.epoch;
	// What is settled already may not take a number: nothing would ever use it up.
	const isDecided = decidedSubject !== undefined;
	const { approver, ...content } = request;
	const row = context.journal.insert({
		...content,
		...(approver && { approverId: approver.id, approverName: approver.name }),
		contentHash,
		source: sourceOf(request.id),
		born: life.born,
		...(isOpen && !isDecided
			? { epoch: context.epoch, seq: context.wallets.takeSeq(life) }
			: context.journal.nextPlaceholder()),
		createdAt: now,
		notAfter: Math.floor(now / 1000) + context.lifetimeSeconds,
		opens: 0,
		actorLevel: request.actorLevel ?? null,
		reverses: request.reverses ?? null,
	});
	context.subjects.setName(request.userId, request.userName);
	context.names.note(request.userId, request.userName, now);
	// A restored journal may have forgotten the command while the audit got its receipt back.
	const settled = isDecided ? settleFromAudit(context, { id: row.id, userId: request.userId }, now) : undefined;
	if (settled !== undefined) return { kind: "repeat", row: settled };
	if (!isOpen) ensureOpening(context, life, now);
	const waiting = isOpen ? toCode(life.stopped) : "opening";
	if (waiting !== undefined) context.journal.setWaiting(row.id, waiting, null);
	return { kind: "accepted", row: waiting === undefined ? row : { ...row, waiting } };
}

/** The journal forgot this id, the audit did not: it was decided for another player or amount. */
function isDecidedForAnother(context: SubmitContext, subject: string, request: ChangeRequest): boolean {
	if (subject !== context.subjects.find(request.userId)) return true;
	const decision = context.entries.findDecision(subject, request.id);
	return decision?.kind === "applied" && decision.delta !== request.delta;
}

/** What a command asks for. Who typed it is not part of it: two of the staff may carry out one decision. */
function hashContent(request: ChangeRequest): string {
	const fields = [
		"purser-content-v1",
		canonicalText(bunPlatform, request.guildId),
		canonicalInteger(bunPlatform, request.userId),
		canonicalInteger(bunPlatform, request.delta),
		canonicalText(bunPlatform, request.reason),
	];
	return bunPlatform.sha256(fields.join("\n"));
}

/** Every kind of id begins with the source it comes from. */
function sourceOf(id: string): string {
	const [source] = id.split(":");
	if (source === undefined || source === "" || source === id) throw new Error("a command id begins with its source");
	return source;
}

/** People's input was checked where it came in; what arrives here in another form is our bug. */
function assertWellFormed(request: ChangeRequest): void {
	const wrong = [
		!isIdText(request.id) || request.id.length > COMMAND_ID_BYTES_MAX ? "id" : undefined,
		!Number.isSafeInteger(request.userId) || request.userId < 1 ? "userId" : undefined,
		!Number.isSafeInteger(request.delta) || request.delta === 0 || Math.abs(request.delta) > BALANCE_MAX
			? "delta"
			: undefined,
		hasControlCharacters(request.reason) || bunPlatform.byteLength(request.reason) > REASON_BYTES_MAX
			? "reason"
			: undefined,
	].filter((name) => name !== undefined);
	if (wrong.length > 0) throw new Error(`a change request was not checked before: ${wrong.join(", ")}`);
}
