import type { CommandView } from "../../companion/ledger/command-view";
import { parseJson, valueAt } from "../json";
import { USUAL_FATE, type Fate } from "../roblox/faults";
import { Random } from "../random";
import { SECOND } from "../clock/scheduler";
import { createVirtualWorld, VIRTUAL_CONFIG } from "../world/virtual-world";
import { walletAddress } from "../world/wallet-address";

/**
 * `crash-storm.ts <seed>`: for twenty minutes servers crash with their players, at times all of them, while commands
 * come in and one in six calls of Open Cloud is lost, late, or done without an answer. Then everything is well again.
 * Prints how the commands ended and whether balances, store history and audit agree.
 */
const COMMANDS = 80;
const USERS = Array.from({ length: 6 }, (_, index) => {
	const name = `Player${index}`;
	return { id: 1_000_000_001 + index, name, displayName: name };
});

const random = new Random(Number(process.argv[2] ?? "1"));
let isStormy = true;
const log: string[] = [];
const world = createVirtualWorld({
	seed: random.integer(1, 1_000_000),
	users: USERS,
	faults: { http: { decide: ({ jobId }) => (jobId === null && isStormy ? drawFate() : USUAL_FATE) } },
	onLog: (text) => log.push(`${Math.round(world.clock.now() / SECOND)} ${text}`),
});
const { ledger, auditReader } = world.companion.companion;
const settled = new Map<string, CommandView>();
const asked = new Map<string, { readonly userId: number; readonly delta: number }>();
ledger.onSettled((command) => settled.set(command.id, command));

for (let round = 0; round < COMMANDS; round += 1) {
	stir();
	give(round);
	await world.pass(random.integer(1, 30));
}
isStormy = false;
await world.passUntil(() => settled.size === COMMANDS, 600);
await world.pass(60);

const wallets = USERS.map(({ id }) => {
	const stored = parseJson(world.roblox.stores.read(walletAddress(VIRTUAL_CONFIG.storeName, id))?.value ?? "null");
	const committed = [...settled.values()].filter((command) => command.userId === id && command.state === "committed");
	const rows = auditReader.list({ userId: id, limit: 100 })?.rows ?? [];
	return {
		balance: valueAt(stored, "Data", "wallet", "balance") ?? 0,
		expected: committed.reduce((sum, command) => sum + (asked.get(command.id)?.delta ?? Number.NaN), 0),
		revision: valueAt(stored, "Data", "wallet", "revision") ?? 0,
		audited: rows.length,
	};
});
if (process.argv.includes("--log")) process.stderr.write(`${log.join("\n")}\n`);
process.stdout.write(
	`${JSON.stringify({
		open: COMMANDS - settled.size,
		unknown: [...settled.values()].filter((command) => command.state === "unknown").length,
		wallets,
		byCompanion: world.roblox.stores.history.filter(isCompanionWrite).length,
		locksBroken: log.filter((line) => line.includes("lock-found-dead")).length,
		sessionsEnded: world.roblox.sessionsEnded.count(),
		errors: world.roblox.errorLogCount(),
		alarms: log.filter((line) => line.includes("companion error")),
	})}\n`,
);
world.close();

function isCompanionWrite(write: { readonly key: string; readonly writer: string }): boolean {
	return write.key.startsWith("Player_") && write.writer === "open-cloud";
}

function drawFate(): Fate {
	const draw = random.integer(1, 18);
	if (draw === 1) return { outcome: "refused", delayMicros: 0 };
	if (draw === 2) return { outcome: "answer-lost", delayMicros: 0 };
	return draw === 3 ? { outcome: "usual", delayMicros: random.integer(1, 60) * SECOND } : USUAL_FATE;
}

/** One thing happens to servers or players. */
function stir(): void {
	const running = world.roblox.runningServers();
	const home = running[random.integer(0, Math.max(0, running.length - 1))];
	const draw = random.integer(1, 10);
	if (draw <= 2) for (const server of running) world.roblox.crash(server.jobId);
	else if (draw <= 4 && home !== undefined) world.roblox.crash(home.jobId);
	else if (draw <= 7 && running.length < 3) world.roblox.addServer();
	else if (home !== undefined) moveSomebody(home.jobId);
}

function moveSomebody(jobId: string): void {
	const user = USERS[random.integer(0, USERS.length - 1)];
	if (user === undefined) return;
	if (world.roblox.players.serverOf(user.id) !== undefined) world.roblox.leave(user.id);
	else world.roblox.join(user.id, jobId);
}

function give(round: number): void {
	const user = USERS[random.integer(0, USERS.length - 1)];
	if (user === undefined) return;
	const id = `txn:${VIRTUAL_CONFIG.guildId}:c${round}`;
	const delta = random.integer(1, 4) === 1 ? -random.integer(1, 60) : random.integer(1, 100);
	asked.set(id, { userId: user.id, delta });
	const who = { guildId: VIRTUAL_CONFIG.guildId, userId: user.id, userName: user.name };
	void ledger.submit({ ...who, id, delta, reason: id, actorId: "1100000000000000901", actorName: "Mia" });
}
