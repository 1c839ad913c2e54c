import { SECOND } from "../clock/scheduler";
import { createVirtualWorld, VIRTUAL_CONFIG } from "../world/virtual-world";

/**
 * Nothing goes wrong. Three servers, a player on each, and three players who are nowhere; commands come at odd moments
 * for ten minutes. Prints how long they took, in virtual seconds, by whether their player was there.
 */
const SERVERS = 3;
const COMMANDS = 60;
/** Neither the distance of two saves nor of two heartbeats is a multiple of it. */
const SECONDS_BETWEEN = 10.7;
const USERS = Array.from({ length: 2 * SERVERS }, (_, index) => {
	const name = `Player${index}`;
	return { id: 1_000_000_001 + index, name, displayName: name };
});

const world = createVirtualWorld({ seed: 1, users: USERS });
const { ledger } = world.companion.companion;
const askedAt = new Map<string, number>();
const seconds = new Map<string, number>();
ledger.onSettled(({ id }) => {
	const asked = askedAt.get(id);
	if (asked !== undefined) seconds.set(id, (world.clock.now() - asked) / SECOND);
});
for (const { id } of USERS.slice(0, SERVERS)) world.roblox.join(id, world.roblox.addServer());
await world.pass(20);
for (let number = 0; number < COMMANDS; number += 1) {
	give(number);
	await world.pass(SECONDS_BETWEEN);
}
await world.passUntil(() => seconds.size === COMMANDS, 120);

process.stdout.write(
	`${JSON.stringify({
		open: COMMANDS - seconds.size,
		medianPresent: median(true),
		medianAbsent: median(false),
		longest: Math.max(...seconds.values()),
		sessionsEnded: world.roblox.sessionsEnded.count(),
		errors: world.roblox.errorLogCount(),
	})}\n`,
);
world.close();

function give(number: number): void {
	const user = USERS[number % USERS.length];
	if (user === undefined) throw new Error("there are players");
	const id = `txn:${VIRTUAL_CONFIG.guildId}:${number}`;
	askedAt.set(id, world.clock.now());
	const people = { userId: user.id, userName: user.name, actorId: "1100000000000000901", actorName: "Mia" };
	void ledger.submit({ guildId: VIRTUAL_CONFIG.guildId, id, delta: 10, reason: "", ...people });
}

/** Players of the first half of the list are there. */
function median(isPresent: boolean): number | undefined {
	const chosen = [...seconds].filter(([id]) => Number(id.split(":")[2]) % USERS.length < SERVERS === isPresent);
	const sorted = chosen.map(([, value]) => value).toSorted((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)];
}
