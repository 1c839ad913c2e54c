import { createEconomyService, type EconomyService } from "./api/economy-service";
import { BalanceImport } from "./imports/balance-import";
import { AbsentExecutor } from "./inbox/absent-executor";
import { Inbox } from "./inbox/inbox";
import { Subscription } from "./inbox/subscription";
import { CompanionLink } from "./link/companion-link";
import { HeartbeatLoop } from "./link/heartbeat";
import { Notes } from "./link/notes";
import type { Ports } from "./ports";
import { Shipper } from "./receipts/shipper";
import { IgnoredFires } from "./remotes/ignored-fires";
import { PlayerScreens } from "./remotes/player-screens";
import { findCompanion } from "./self-test/find-companion";
import { tellStart } from "./self-test/self-test";
import { SessionRegistry } from "./sessions/session-registry";
import { PurchaseDesk } from "./purchases/purchase-desk";
import { TransferDesk } from "./transfers/transfer-desk";
import { Announcer } from "./wallet/announcer";
import { createWalletSide } from "./wallet/wallet-side";

/** Roblox ends a closing server after 30 s, whatever is under way. */
const CLOSE_SECONDS_MAX = 25;
const CLOSE_POLL_SECONDS = 0.1;

function waitUntilAsync(ports: Ports, isDone: () => boolean): void {
	const deadline = ports.clock.monotonicSeconds() + CLOSE_SECONDS_MAX;
	while (!isDone() && ports.clock.monotonicSeconds() < deadline) ports.scheduler.waitAsync(CLOSE_POLL_SECONDS);
}

/** Starts the economy of one game server and returns its side for other scripts. Does not yield. */
export function startServer(ports: Ports): EconomyService {
	let isClosing = false;
	const companion = findCompanion(ports);
	const link = new CompanionLink(ports, companion.kind === "reachable" ? companion.address : undefined);
	const fires = new IgnoredFires(ports.log);
	const screens = new PlayerScreens(ports);
	const announcer = new Announcer(ports, screens, () => link.eventTopic());
	const notes = new Notes(ports.clock, () => heartbeat.requestSoon());
	const shipper = new Shipper(ports, link, (acked) => {
		sessions.acknowledge(acked);
		heartbeat.onShipped();
	});
	const wallets = createWalletSide(ports, link, notes, shipper, announcer);
	const imports = new BalanceImport(ports);
	const sessions = new SessionRegistry(
		{
			...ports,
			wallets,
			isClosing: () => isClosing,
			findImportAsync(userId, wallet) {
				return imports.findAsync(ports.settings.balanceImport, userId, wallet);
			},
		},
		() => heartbeat.requestSoon(),
		(wallet) => {
			screens.show(wallet.userId, wallet.loadedMessage());
			transfers.carryOn(wallet);
		},
	);
	const transfers = new TransferDesk(ports, wallets, (userId) => sessions.walletOf(userId));
	const absent = new AbsentExecutor(ports, wallets, sessions);
	const inbox = new Inbox(ports, link, { sessions, absent, serverId: () => link.serverId() }, () =>
		heartbeat.requestSoon(),
	);
	const subscription = new Subscription(ports, (text) => inbox.hear(text));
	const heartbeat = new HeartbeatLoop(ports, link, notes, {
		presence() {
			const [players, held] = [sessions.presentUserIds(), sessions.heldWallets()];
			return { players, wallets: held, subscribed: subscription.isSubscribed(), closing: isClosing };
		},
		take(answer) {
			sessions.acknowledge(answer.acked);
			return inbox.takePulled(answer.commands);
		},
	});

	link.onSession((session) => {
		ports.scheduler.spawn(() => subscription.subscribeAsync(session.settings.commandTopic));
		heartbeat.requestSoon();
	});
	ports.screens.listen((userId) => fires.count(userId));
	ports.shutdown.listen(() => {
		isClosing = true;
		inbox.close();
		heartbeat.requestSoon();
		sessions.releaseAll();
		waitUntilAsync(ports, () => sessions.isEmpty() && (shipper.isIdle() || !link.hasSession()));
		heartbeat.beatAsync();
	});
	tellStart(ports, companion, link);
	link.start();
	ports.players.listen(
		(userId) => sessions.joinAsync(userId),
		(userId) => {
			sessions.leave(userId);
			fires.forget(userId);
		},
	);
	const purchases = new PurchaseDesk(ports, (userId) => sessions.walletOf(userId));
	return createEconomyService(ports.scheduler, sessions, transfers, purchases, announcer);
}
