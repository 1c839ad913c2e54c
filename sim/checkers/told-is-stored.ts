import type { Checker, History, ReplySeen, Violation } from "../run/history";
import { readStoredWallets, type KeptReceipt } from "./stored-wallets";

/** Ends without a receipt, because the wallet that could have given one is gone (rule E1). */
const WITHOUT_RECEIPT = "wallet-erased";

/** I8, replies: an outcome that a person read was stored by then, with exactly that content. */
export const checkToldIsStored: Checker = (history) => {
	const stored = readStoredWallets(history);
	const users = new Map(history.intents.map((intent) => [intent.commandId, intent.userId]));
	return history.replies.flatMap((reply) => {
		const { commandId } = reply;
		const userId = commandId === undefined ? undefined : users.get(commandId);
		if (commandId === undefined || userId === undefined || !claimsReceipt(reply)) return [];
		return judge(history, reply, stored.findById(userId, commandId));
	});
};

function claimsReceipt(reply: ReplySeen): boolean {
	if (reply.outcome === "committed" || reply.outcome === "expired") return true;
	return reply.outcome === "refused" && reply.code !== WITHOUT_RECEIPT;
}

function judge(history: History, reply: ReplySeen, kept: readonly KeptReceipt[]): readonly Violation[] {
	const violate = (what: string): readonly Violation[] => [
		{ rule: "I8", what: `${reply.commandId} was told ${reply.outcome} ${what}`, time: reply.time },
	];
	const fitting = kept.filter((item) => fits(reply, item));
	if (fitting.length === 0) {
		return violate(kept.length === 0 ? "and no receipt was ever stored" : "against what is stored");
	}
	if (fitting.every((item) => item.storedAt > reply.time)) return violate("before it was stored");
	return [];
}

function fits(reply: ReplySeen, { receipt }: KeptReceipt): boolean {
	if (reply.balance !== undefined && reply.balance !== receipt.balance) return false;
	if (reply.outcome === "committed") return receipt.kind === "applied";
	if (receipt.kind !== "refused") return false;
	if (reply.outcome === "expired") return receipt.code === "expired" || receipt.code === "cancelled";
	return reply.code === undefined || reply.code === receipt.code;
}
