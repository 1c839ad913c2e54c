import type { ChangeRequest, CommandView, Ledger, Submission } from "../../ledger/command-view";

export interface FakeLedger extends Ledger {
	readonly requests: ChangeRequest[];
	similar: CommandView | undefined;
	twin: CommandView | undefined;
	/** Thrown by the next `submit`. */
	failure: Error | undefined;
	/** Changes a command and, when it is settled by that, tells the listeners. */
	change(id: string, changes: Partial<CommandView>): void;
	/** As if the row had never been written. */
	lose(id: string): void;
	readonly listenerCount: () => number;
}

/** Answers as the ledger promises to; commands end only when a test says so. */
export function createFakeLedger(now: () => number): FakeLedger {
	const commands = new Map<string, CommandView>();
	const listeners = new Set<(command: CommandView) => void>();
	const requests: ChangeRequest[] = [];

	function submit(request: ChangeRequest): Submission {
		const known = commands.get(request.id);
		const { approver, ...content } = request;
		const first = { ...content, approverName: approver?.name, state: "published", createdAt: now() } as const;
		const command: CommandView = known ?? first;
		if (known === undefined) {
			commands.set(request.id, command);
			return { kind: "accepted", command };
		}
		const isSame = known.delta === request.delta && known.userId === request.userId && known.reason === request.reason;
		return { kind: isSame ? "repeat" : "conflict", command };
	}

	const ledger: FakeLedger = {
		requests,
		similar: undefined,
		twin: undefined,
		failure: undefined,
		submit(request, gate) {
			const code = commands.has(request.id) ? undefined : gate?.findRefusal(now());
			if (code !== undefined) return Promise.resolve({ kind: "refused", code });
			if (!commands.has(request.id)) gate?.noteTaken(now());
			requests.push(request);
			return ledger.failure === undefined ? Promise.resolve(submit(request)) : Promise.reject(ledger.failure);
		},
		find: (id) => Promise.resolve(commands.get(id)),
		findSimilarOpen: () => Promise.resolve(ledger.similar),
		findTwin: () => Promise.resolve(ledger.twin),
		onSettled(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		change(id, changes) {
			const known = commands.get(id);
			if (known === undefined) throw new Error(`no command ${id}`);
			const changed = { ...known, ...changes };
			commands.set(id, changed);
			if (changed.settledAt !== undefined) for (const listener of listeners) listener(changed);
		},
		lose: (id) => void commands.delete(id),
		listenerCount: () => listeners.size,
	};
	return ledger;
}
