import type { RuleOff } from "./rule-off";

/** Rules about a wallet's way through loads, servers and versions of the program. */
export const WALLET_LIFE_RULES_OFF: readonly RuleOff[] = [
	{
		scenario: "shutdown-50-players",
		rule: "R1",
		instead: "ProfileService saves by itself when a server closes",
		edits: [
			{
				file: "game/server/start-server.ts",
				from: "		waitUntilAsync(ports, () => sessions.isEmpty() && (shipper.isIdle() || !link.hasSession()));\n",
				to: "",
			},
		],
	},
	{
		scenario: "teleport",
		rule: "D5, X1",
		instead: "a server that wants the session will ask for it",
		edits: [{ file: "game/server/sessions/player-session.ts", from: "		this.profile?.release();\n", to: "" }],
	},
	{
		scenario: "failed-load",
		rule: "D6",
		instead: "who has no wallet has no coins",
		edits: [
			{
				file: "game/server/api/economy-service.ts",
				from: "return wallet.ok ? ok(wallet.value.balance()) : wallet;",
				to: "return ok(wallet.ok ? wallet.value.balance() : 0);",
			},
		],
	},
	{
		scenario: "migration",
		rule: "G2",
		instead: "a wallet is what this program writes",
		edits: [
			{
				file: "shared/wallet/wallet-codec.ts",
				from: "isTable(stored) ? migrateWallet(platform, stored, version) : {};",
				to: "isTable(stored) ? stored : {};",
			},
		],
	},
];
