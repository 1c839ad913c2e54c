import type { Checker, ReplySeen } from "../run/history";

/** Whoever asks again reads the first outcome again: all last words about one command agree. */
export const checkOneOutcome: Checker = (history) => {
	const first = new Map<string, ReplySeen>();
	return history.replies.flatMap((reply) => {
		const { commandId, outcome, time } = reply;
		if (commandId === undefined || !isLast(reply)) return [];
		const known = first.get(commandId);
		first.set(commandId, known ?? reply);
		if (known === undefined || (known.outcome === outcome && known.balance === reply.balance)) return [];
		const what = `${commandId} was told ${describe(known)} and ${describe(reply)}`;
		return [{ rule: "outcome", what, time }];
	});
};

function isLast({ outcome }: ReplySeen): boolean {
	return outcome === "committed" || outcome === "refused" || outcome === "expired" || outcome === "unknown";
}

function describe({ outcome, balance }: ReplySeen): string {
	return balance === undefined ? outcome : `${outcome} at ${balance}`;
}
