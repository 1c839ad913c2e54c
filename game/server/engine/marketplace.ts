import { MarketplaceService } from "@rbxts/services";

/** Roblox has one callback for all products of a game; whoever sets it last has them. */
export function handleReceipts(isGrantedAsync: (receipt: unknown) => boolean): void {
	MarketplaceService.ProcessReceipt = (receipt) =>
		isGrantedAsync(receipt)
			? Enum.ProductPurchaseDecision.PurchaseGranted
			: Enum.ProductPurchaseDecision.NotProcessedYet;
}
