import { BALANCE_MAX, COMMAND_ID_BYTES_MAX, REASON_BYTES_MAX } from "../../shared/limits";
import { bunPlatform } from "../../shared/bun/platform";
import { canonicalInteger, canonicalText } from "../../shared/protocol/canonical";
import { hasControlCharacters, isIdText } from "../../shared/text";
import { toCode, type CommandRow } from "./command-row";
import type { ChangeRequest } from "./command-view";
import type { Journal } from "./journal";
import type { Subjects } from "./subjects";
import type { WalletLives } from "./wallet-lives";

export interface SubmitContext {
	readonly journal: Journal;
	readonly wallets: WalletLives;
	readonly subjects: Subjects;
	readonly newBorn: () => string;
	readonly epoch: number;
	readonly lifetimeSeconds: number;
}

export interface Submitted {
	readonly kind: "accepted" | "repeat" | "conflict";
	readonly row: CommandRow;
}

/** One unit: the row and its number become durable together, or the first row under this id answers. */
export function submitCommand(context: SubmitContext, request: ChangeRequest, now: number): Submitted {
	assertWellFormed(request);
	const contentHash = hashContent(request);
	const known = context.journal.find(request.id);
	if (known !== undefined) return { kind: known.content_hash === contentHash ? "repeat" : "conflict", row: known };
	const life =
		context.wallets.findCurrent(request.userId) ??
		context.wallets.propose(request.userId, context.newBorn(), context.epoch);
	const row = context.journal.insert({
		...request,
		contentHash,
		source: sourceOf(request.id),
		born: life.born,
		epoch: context.epoch,
		seq: context.wallets.takeSeq(life),
		createdAt: now,
		notAfter: Math.floor(now / 1000) + context.lifetimeSeconds,
	});
	context.subjects.setName(request.userId, request.userName);
	const stopped = toCode(life.stopped);
	if (stopped !== undefined) context.journal.setWaiting(row.id, stopped, null);
	return { kind: "accepted", row };
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
