import type { ChangeRequest, CommandView } from "../../companion/ledger/command-view";
import { createVirtualWorld } from "../world/virtual-world";
import { walletAddress } from "../world/wallet-address";

/**
 * One server, one player there and one who is nowhere, ten commands for each, on virtual time. Prints one JSON object:
 * the hash over everything that happened must be the same in every process, or something besides the seed decided.
 */
const PRESENT = { id: 1_000_000_001, name: "Ava", displayName: "Ava" };
const ABSENT = { id: 1_000_000_002, name: "Hana", displayName: "Hana" };
const COMMANDS = 20;
const SETTLED_WITHIN_SECONDS = 120;

const seed = Number(process.argv[2] ?? "1");
const log: string[] = [];
const world = createVirtualWorld({ seed, users: [PRESENT, ABSENT], onLog: (text) => log.push(text) });
const settled: CommandView[] = [];
world.companion.companion.ledger.onSettled((command) => {
	settled.push(command);
	world.trace.line(world.clock.now(), "ledger", `${command.id} ${command.state} ${command.balance ?? "-"}`);
});

world.roblox.join(PRESENT.id, world.roblox.addServer());
await world.pass(15);
for (let index = 1; index <= COMMANDS; index += 1) {
	void world.companion.companion.ledger.submit(makeRequest(index));
	await world.pass(0.4);
}
await world.passUntil(() => settled.length === COMMANDS, SETTLED_WITHIN_SECONDS);

const balances = [PRESENT, ABSENT].map((user) => {
	const text = world.roblox.stores.read(walletAddress("EconomyWallet", user.id))?.value;
	return text === undefined
		? null
		: (JSON.parse(text) as { Data: { wallet: { balance: number } } }).Data.wallet.balance;
});
const report = {
	traceHash: world.trace.hash(),
	traceLines: world.trace.count(),
	committed: settled.filter((command) => command.state === "committed").length,
	refused: settled.filter((command) => command.state === "refused").length,
	balances,
	bystanderDataStoreCalls: world.roblox.bystanderCalls.count(),
	sessionsEnded: world.roblox.sessionsEnded.count(),
	errors: world.roblox.errorLogCount(),
	virtualSeconds: Math.round(world.clock.now() / 1_000_000),
};
if (process.argv.includes("--log")) process.stderr.write(`${log.join("\n")}\n${world.trace.last().join("\n")}\n`);
process.stdout.write(`${JSON.stringify(report)}\n`);
world.close();

/** Even ones go to the present player, odd ones to the absent one; each third takes coins away. */
function makeRequest(index: number): ChangeRequest {
	const user = index % 2 === 0 ? PRESENT : ABSENT;
	return {
		guildId: "1100000000000000101",
		id: `txn:1100000000000000101:c${index}`,
		userId: user.id,
		userName: user.name,
		delta: index % 3 === 0 ? -30 : 20 + index,
		reason: `command ${index}`,
		actorId: "1100000000000000901",
		actorName: "Mia",
	};
}
