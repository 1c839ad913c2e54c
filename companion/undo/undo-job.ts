import type { Transactions } from "../database/transactions";
import type { CommandRow } from "../ledger/command-row";
import type { ChangeRequest, Ledger } from "../ledger/command-view";
import type { Cancel, Ports } from "../ports";
import type { Staff, StaffProblem } from "../staff/staff-view";
import type { AttemptReader } from "./attempt-reader";
import { standingOfAsker, type Askers, type AskerStanding } from "./check-askers";
import { nextAttempt } from "./next-attempt";
import { reversalId } from "./reversal-id";
import type { UndoRow, UndoStore } from "./undo-store";

/** So many go to the ledger at once, and so often: other commands find their place between them. */
const AT_ONCE = 50;
const STEP_MILLISECONDS = 200;
/** Without anything to do it looks again after this long. */
const IDLE_MILLISECONDS = 2_000;
/** Asked of wallets and not answered yet; what waits for more than that would only be rung in vain. */
const ASKED_MAX = 1_000;

/** Takes commands back in the background, at a rate; sets no timer while there are none. */
export interface UndoJob {
	wake(): void;
	start(): void;
	stop(): void;
}

interface Parts {
	readonly ports: Pick<Ports, "clock" | "timers" | "log">;
	readonly transactions: Transactions;
	readonly ledger: Pick<Ledger, "submit">;
	readonly store: UndoStore;
	readonly attempts: AttemptReader;
	readonly staff: Pick<Staff, "findRefusal">;
	/** Whoever asked for what runs, as Discord knows them now. */
	readonly askers: () => Promise<Askers>;
}

/** One reversal that is to be asked for. */
interface Turn {
	readonly undo: UndoRow;
	readonly command: CommandRow;
	readonly request: ChangeRequest;
}

export function createUndoJob(parts: Parts): UndoJob {
	const { timers, log } = parts.ports;
	let cancel: Cancel | undefined;
	let isRunning = false;

	function after(milliseconds: number): void {
		cancel?.();
		cancel = isRunning ? timers.after(milliseconds, () => void step()) : undefined;
	}

	async function step(): Promise<void> {
		cancel = undefined;
		try {
			const askers = await parts.askers();
			if (!isRunning) return;
			const { turns, isOver } = await parts.transactions.run(() => takeTurns(parts, askers));
			const taken = await Promise.all(turns.map((turn) => ask(parts, turn)));
			if (!isOver) after(taken.includes(true) ? STEP_MILLISECONDS : IDLE_MILLISECONDS);
		} catch (error) {
			const message = error instanceof Error ? error.message : String(error);
			log({ level: "error", event: "undo-failed", facts: { message } });
			after(IDLE_MILLISECONDS);
		}
	}

	return {
		wake: () => after(0),
		start: () => {
			isRunning = true;
			after(0);
		},
		stop: () => {
			isRunning = false;
			cancel?.();
		},
	};
}

/** Part of a unit: notes what was answered, ends what is through, and picks whose turn it is. */
function takeTurns(parts: Parts, askers: Askers): { readonly turns: readonly Turn[]; readonly isOver: boolean } {
	const { store, ports, staff } = parts;
	const running = store.listRunning();
	const turns = running.flatMap((undo) => {
		const standing = standingOfAsker(staff, askers, undo);
		if (standing !== "may" && standing !== "unknown") stopFor(parts, undo, standing);
		const answered = lookAt(parts, undo, standing, store.listAnswered(undo.id, ASKED_MAX));
		const due = store.listDue(undo.id, Math.min(AT_ONCE, ASKED_MAX - store.countAsked(undo.id)));
		return [...answered, ...lookAt(parts, undo, standing, due)];
	});
	for (const undo of running) {
		if (!store.isThrough(undo.id)) continue;
		store.end(undo.id, ports.clock.now());
		ports.log({ level: "info", event: "undo-ended", facts: { id: undo.id } });
	}
	return { turns, isOver: store.listRunning().length === 0 };
}

function stopFor(
	{ store, ports }: Parts,
	{ id, asked_by: actor, stopped_code: known }: UndoRow,
	code: StaffProblem,
): void {
	if (known !== null) return;
	store.stopFor(id, code);
	ports.log({ level: "warning", event: "undo-stopped", facts: { id, actor, code } });
}

function lookAt(
	{ attempts, store }: Parts,
	undo: UndoRow,
	standing: AskerStanding,
	numbers: readonly number[],
): readonly Turn[] {
	return numbers.flatMap((number) => {
		const { command, reversals, wallet } = attempts.read(number);
		const next = nextAttempt(command, reversals, wallet, undo.asked_at);
		if (next.kind === "end") store.setItem(undo.id, number, next.end, next.moved);
		// Somebody else asked for it; what becomes of that counts here too.
		if (next.kind === "wait") store.setItem(undo.id, number, "asked", 0);
		if (next.kind !== "submit" || standing === "unknown") return [];
		if (standing === "may") return [{ undo, command, request: makeRequest(undo, command, next) }];
		store.setItem(undo.id, number, "left", 0);
		return [];
	});
}

function makeRequest(
	undo: UndoRow,
	command: CommandRow,
	{ attempt, delta }: { readonly attempt: number; readonly delta: number },
): ChangeRequest {
	return {
		guildId: undo.guild_id,
		id: reversalId(command.id, attempt),
		userId: command.user_id,
		userName: command.user_name,
		delta,
		reason: `reverses ${command.id}`,
		actorId: undo.asked_by,
		actorName: undo.asked_name,
		actorLevel: undo.asked_level ?? undefined,
		reverses: command.number,
	};
}

/**
 * Whether the ledger took it. Nothing is lost when the process ends here: the id is the same the next time, and the
 * ledger knows it.
 */
async function ask({ ledger, transactions, store, ports }: Parts, { undo, command, request }: Turn): Promise<boolean> {
	const submission = await ledger.submit(request);
	const isDecided = submission.kind === "refused" && submission.code === "id-reused";
	// Commands are not taken now, and will be again: its turn comes once more.
	if (submission.kind === "refused" && !isDecided) return false;
	if (isDecided) ports.log({ level: "error", event: "reversal-decided-otherwise", facts: { commandId: request.id } });
	await transactions.run(() => store.setItem(undo.id, command.number, isDecided ? "unknown" : "asked", 0));
	return true;
}
