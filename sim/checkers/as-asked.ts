import type { Checker } from "../run/history";
import { readStoredWallets } from "./stored-wallets";

/** Every numbered change of a wallet is what somebody asked for: that id, that player, that amount. */
export const checkAsAsked: Checker = (history) => {
	const intents = new Map(history.intents.map((intent) => [intent.commandId, intent]));
	return readStoredWallets(history).receipts.flatMap(({ userId, receipt, storedAt: time }) => {
		const { seq, kind, commandId, delta } = receipt;
		if (seq === undefined || kind !== "applied") return [];
		const intent = commandId === undefined ? undefined : intents.get(commandId);
		if (intent === undefined) return [{ rule: "asked", what: `nobody asked for ${commandId}`, time }];
		if (intent.userId === userId && intent.delta === delta) return [];
		const asked = `${intent.delta} for ${intent.userId}`;
		return [{ rule: "asked", what: `${commandId} gave ${delta} to ${userId}, asked was ${asked}`, time }];
	});
};
