import { bunPlatform } from "../../shared/bun/platform";
import { commandBody } from "../../shared/protocol/command-codec";
import type { EconomyCommand } from "../../shared/protocol/command";
import { signCommand } from "../../shared/protocol/command-signature";
import { deriveDoorbellKeys } from "../../companion/servers/server-keys";
import { serverTopic } from "../../companion/servers/server-topic";
import { createVirtualWorld, VIRTUAL_CONFIG } from "../world/virtual-world";
import { walletAddress } from "../world/wallet-address";

/**
 * Whoever can publish on the command topic sends what is no command of ours to a server where Ava plays. Prints, for
 * each message, the code the server logged, and whether anything changed or stopped.
 */
const AVA = { id: 1_000_000_001, name: "Ava", displayName: "Ava" };
const STORE = { universeId: VIRTUAL_CONFIG.universeId, storeName: VIRTUAL_CONFIG.storeName };
const [KEY] = deriveDoorbellKeys(VIRTUAL_CONFIG.keys.hmacSecrets);

const refusals: string[] = [];
const world = createVirtualWorld({
	seed: 1,
	users: [AVA],
	onLog: (text) => {
		const code = /command-refused.*?code=([\w-]+)/.exec(text)?.[1];
		if (code !== undefined) refusals.push(code);
	},
});
const home = world.roblox.addServer();
world.roblox.join(AVA.id, home);
await world.pass(20);

function makeCommand(change: Partial<EconomyCommand> = {}): EconomyCommand {
	const now = Math.floor(world.clock.unixMillis() / 1_000);
	const people = { userId: AVA.id, reason: "", actor: "discord:1", source: "discord" };
	const times = { issuedAt: now, notAfter: now + 3_600 };
	return { born: "b1", epoch: 1, id: "discord:1", seq: 1, delta: 50, create: true, ...people, ...times, ...change };
}

function signed(command: EconomyCommand, store = STORE, key = KEY): string {
	return JSON.stringify(commandBody(signCommand(bunPlatform, store, command, key)));
}

function altered(change: object): string {
	return JSON.stringify({ ...commandBody(signCommand(bunPlatform, STORE, makeCommand(), KEY)), ...change });
}

const old = world.clock.unixMillis() / 1_000 - 700;
const MESSAGES: Readonly<Record<string, string>> = {
	"no JSON": "give Ava 50 coins",
	"a list": "[]",
	unsigned: altered({ sig: undefined }),
	"a signature of zeros": altered({ sig: "0".repeat(64) }),
	"another amount under the same signature": altered({ delta: 5_000 }),
	"signed for another experience": signed(makeCommand(), { ...STORE, universeId: "1" }),
	"signed for another store": signed(makeCommand(), { ...STORE, storeName: "Other" }),
	"signed with a key nobody gave out": signed(makeCommand(), STORE, { keyId: "k9", key: KEY.key }),
	"eleven minutes old": signed(makeCommand({ issuedAt: Math.floor(old) })),
	"from the future": signed(makeCommand({ issuedAt: Math.floor(old) + 900 })),
	"a later version": altered({ v: 2 }),
	"an unknown type": altered({ type: "economy.mint" }),
	"an amount as text": altered({ delta: "50" }),
	"a fractional amount": altered({ delta: 0.5 }),
	"amount 0": altered({ delta: 0 }),
	"a player that is no number": altered({ userId: "Ava" }),
	"a line break in the reason": altered({ reason: "a\nb" }),
	"longer than allowed": altered({ reason: "x".repeat(1_010 - altered({}).length) }),
	"an id with blanks": altered({ id: "my id" }),
};

const seen: Record<string, string> = {};
for (const [name, text] of Object.entries(MESSAGES)) {
	refusals.length = 0;
	await publish(text);
	await world.pass(5);
	seen[name] = refusals.join(" ");
}
const changed = world.roblox.stores.read(walletAddress(STORE.storeName, AVA.id))?.value.includes('"wallet"') ?? false;
await publish(signed(makeCommand()));
await world.pass(10);
const works = world.roblox.stores.read(walletAddress(STORE.storeName, AVA.id))?.value.includes('"balance":50') ?? false;
const oversized = await publish("x".repeat(1_025));
process.stdout.write(
	`${JSON.stringify({
		seen,
		changed,
		worksAfterwards: works,
		oversizedStatus: oversized,
		isRunning: world.roblox.server(home).isRunning(),
		errors: world.roblox.errorLogCount(),
	})}\n`,
);
world.close();

/** Through Open Cloud, as anyone with a publishing key could. Returns the status. */
async function publish(message: string): Promise<number> {
	const answer = world.roblox.openCloud.handle(
		new Request(`https://apis.roblox.test/cloud/v2/universes/${STORE.universeId}:publishMessage`, {
			method: "POST",
			headers: { "x-api-key": VIRTUAL_CONFIG.apiKeys[0], "content-type": "application/json" },
			body: JSON.stringify({ topic: serverTopic(VIRTUAL_CONFIG.commandTopic, home), message }),
		}),
	);
	await world.pass(1);
	return (await answer).status;
}
