import { join } from "node:path";
import { readFileSync } from "node:fs";
import { createVirtualWorld } from "../world/virtual-world";

/**
 * Ava plays on one server; the other two, carrying a planted mistake, load her profile by force when they hear of her new balance.
 * Prints what the local Roblox counted; with `--healthy` nothing is planted.
 */
const AVA = { id: 1_000_000_001, name: "Ava", displayName: "Ava" };
const PLANTED = readFileSync(join(import.meta.dir, "..", "place", "force-loading-bystander.luau"), "utf8");

const isHealthy = process.argv.includes("--healthy");
const log: string[] = [];
const world = createVirtualWorld({
	seed: 1,
	users: [AVA],
	scripts: isHealthy ? {} : { Planted: PLANTED },
	onLog: (text) => log.push(text),
});
const home = world.roblox.addServer();
world.roblox.addServer();
world.roblox.addServer();
world.roblox.join(AVA.id, home);
await world.pass(20);
void world.companion.companion.ledger.submit({
	guildId: "1100000000000000101",
	id: "txn:1100000000000000101:a",
	userId: AVA.id,
	userName: AVA.name,
	delta: 50,
	reason: "",
	actorId: "1100000000000000901",
	actorName: "Mia",
});
await world.pass(60);
if (process.argv.includes("--log")) process.stderr.write(`${log.join("\n")}\n`);
process.stdout.write(
	`${JSON.stringify({
		bystanderDataStoreCalls: world.roblox.bystanderCalls.count(),
		sessionsEnded: world.roblox.sessionsEnded.count(),
		isStillPlaying: world.roblox.players.serverOf(AVA.id) === home,
	})}\n`,
);
world.close();
