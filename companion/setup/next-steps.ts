/** What is left to do by hand, in the order in which it works. */
export function describeNextSteps(address: string): readonly string[] {
	return [
		"",
		"What comes next:",
		"1. Roblox, Creator Dashboard > your experience > Secrets: add `purser_game_secret` with the value of GAME_SECRET in",
		`   .env, for the domain ${new URL(address).hostname}. In the experience's settings allow HTTP requests.`,
		`2. In the game, ServerStorage > EconomySecrets > TransactionLogEndpoint: ${address}/log/transactions`,
		"3. npx --yes bun@1.4.5 run start, with HTTPS in front of it (docs/operations.md)",
		"4. npx --yes bun@1.4.5 run doctor, which then sees the address too",
		"5. Discord: whoever has Administrator follows the checklist that the bot posts (docs/staff.md)",
	];
}
