import type { Checker, Violation } from "../run/history";

/** A purchase that Roblox was told is granted was stored by then: it is not delivered again, and coins must not be lost. */
export const checkGrantedIsStored: Checker = (history) => {
	const stored: string[] = [];
	return history.events.flatMap(({ event, time }): readonly Violation[] => {
		if (event.kind === "store.written" && event.write.store === history.storeName) stored.push(event.write.value ?? "");
		if (event.kind !== "purchase.decided" || !event.isGranted) return [];
		const key = JSON.stringify(`purchase:${event.purchaseId}`);
		if (stored.some((value) => value.includes(key))) return [];
		return [{ rule: "D3", what: `purchase ${event.purchaseId} was granted before it was stored`, time }];
	});
};
