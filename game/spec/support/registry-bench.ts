import { BalanceImport } from "../../server/imports/balance-import";
import type { ImportSettings } from "../../server/ports";
import { SessionRegistry } from "../../server/sessions/session-registry";
import type { Code } from "../../../shared/codes";
import type { Result } from "../../../shared/result";
import { USER } from "./commands";
import { createFakePorts } from "./fake-ports";
import { WalletLog } from "./wallet-log";

export function whyNone(result: Result<unknown, Code>): Code | "open" {
	return result.ok ? "open" : result.error;
}

/** A registry of players on ports that a spec drives by hand. */
export function beginRegistry(balanceImport?: ImportSettings) {
	const ports = createFakePorts();
	const said = new WalletLog(ports.scheduler);
	let changes = 0;
	let isClosing = false;
	const registry = new SessionRegistry(
		{
			...ports,
			wallets: said,
			isClosing: () => isClosing,
			findImportAsync(userId, wallet) {
				return new BalanceImport(ports).findAsync(balanceImport, userId, wallet);
			},
		},
		() => {
			changes += 1;
		},
		(wallet) => ports.screens.show(wallet.userId, wallet.loadedMessage()),
	);
	return {
		ports,
		said,
		registry,
		/** The engine says that the player is here; the load begins a frame later. */
		arrive: () => ports.scheduler.spawn(() => registry.joinAsync(USER)),
		join: () => {
			ports.scheduler.spawn(() => registry.joinAsync(USER));
			ports.scheduler.advance(0);
		},
		countChanges: () => changes,
		close: () => {
			isClosing = true;
		},
	};
}
