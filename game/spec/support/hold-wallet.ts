import type { WalletSide } from "../../server/wallet/wallet-side";
import { WalletSession } from "../../server/wallet/wallet-session";
import type { Wallet } from "../../../shared/wallet/wallet";
import { FakeProfile } from "./fake-profiles";

/** A wallet that is held on a profile whose saves the spec decides. */
export function holdWallet(side: WalletSide, userId: number, loaded: Wallet | undefined) {
	const profile = new FakeProfile(undefined);
	const wallet = new WalletSession(side, profile, userId, `session-of-${userId}`, loaded);
	profile.listen({
		saved: (tag) => wallet.confirm(tag),
		releasing: () => wallet.close(),
		lost: () => wallet.close(),
		closed: () => wallet.end(),
	});
	return { profile, wallet };
}
