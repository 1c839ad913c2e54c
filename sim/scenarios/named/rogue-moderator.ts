import { LIMIT_KIND_NAMES } from "../../../companion/staff/limits/limit-kinds";
import type { Actor } from "../../../companion/staff/staff-view";
import type { UndoProgress } from "../../../companion/undo/undo-view";
import { SECOND } from "../../clock/scheduler";
import { readWalletValue } from "../../checkers/wallet-value";
import type { RobloxUser } from "../../roblox/vm-port";
import { shopScripts } from "../../world/create-world";
import { createVirtualWorld, VIRTUAL_CONFIG } from "../../world/virtual-world";
import { walletAddress } from "../../world/wallet-address";
import { StaffAtDiscord } from "./staff-at-discord";

/**
 * Two accounts of moderators are stolen. The first types 10,000 gives as fast as Discord takes them, under the limits as
 * they are at first, and is frozen. The second does the same where the owner had set limits so high that all are taken; some of it is
 * spent. Both are taken back by `/reverse`, the second by two of the staff at once. All of it goes through the bot.
 */
const GIVES = Number(process.argv[2] ?? "10000");
const SERVERS = 7;
const GIVES_A_STEP = 10;
const STEP_SECONDS = 0.02;
/** A little less than what is asked about before it moves. */
const LARGE = 40_000;
/** All of them together are a jump of the whole supply. */
const SMALL = Math.min(LARGE, 20_000_000 / GIVES);
const HIGH = 1_000_000_000_000;
const PRIZE = 500;
const REVERSED_SECONDS_MAX = 60;
const PHASE_SECONDS_MAX = 1_200;
const ROLES = { administrator: "1100000000000000801", moderator: "1100000000000000802" };

const people = (count: number, first: number, name: string): readonly RobloxUser[] =>
	Array.from({ length: count }, (_, index) => {
		const whole = `${name}${index}`;
		return { id: first + index, name: whole, displayName: whole };
	});
const memberOf = (id: string, name: string, role: string, isDiscordAdministrator = false): Actor => ({
	...{ id, name, roleIds: [role], isDiscordAdministrator },
});
const FRIENDS = people(50, 1_000_000_001, "Friend");
const HONEST = people(10, 1_000_000_101, "Honest");
const OLGA = memberOf("1100000000000000901", "Olga", ROLES.administrator, true);
const ADAM = memberOf("1100000000000000902", "Adam", ROLES.administrator);
const MIA = memberOf("1100000000000000903", "Mia", ROLES.moderator);
const FIRST_THIEF = memberOf("1100000000000000904", "Mallory", ROLES.moderator);
const SECOND_THIEF = memberOf("1100000000000000905", "Nils", ROLES.moderator);

const log: string[] = [];
let txns = 0;
const world = createVirtualWorld({
	seed: 1,
	users: [...FRIENDS, ...HONEST],
	scripts: shopScripts(),
	onLog: (text) => log.push(`${Math.round(world.clock.now() / SECOND)} ${text}`),
});
const { staff, undo, auditReader } = world.companion.companion;
const hands = new StaffAtDiscord(world);

const servers = Array.from({ length: SERVERS }, () => world.roblox.addServer());
for (const [index, { id }] of [...FRIENDS, ...HONEST].entries()) {
	world.roblox.join(id, servers[index % SERVERS] ?? "");
}
await world.pass(20);
await confirm("setroles", { role: ROLES.administrator, level: "administrator" });
await confirm("setroles", { role: ROLES.moderator, level: "moderator" });
await giveAll(MIA, HONEST, PRIZE, HONEST.length);

const usualOfDay = staff.limitsOf("moderator").actor;
const capped = await rob(FIRST_THIEF, LARGE);
const cappedBack = await takeBack(FIRST_THIEF, [OLGA]);

for (const limit of LIMIT_KIND_NAMES.filter((kind) => kind !== "command" && kind !== "alone")) {
	await confirm("limits", { level: "moderator", limit, amount: HIGH });
}
const uncapped = await rob(SECOND_THIEF, SMALL);
const SPENT = Math.floor((uncapped.taken / FRIENDS.length) * SMALL * 0.25);
const spenders = FRIENDS.slice(0, 2);
for (const { id } of spenders) world.roblox.fireRemote(id, "ReplicatedStorage.SpendCoins", [SPENT]);
await world.pass(40);
const uncappedBack = await takeBack(SECOND_THIEF, [OLGA, ADAM]);
await world.pass(40);

const reversals = readReversals();
const friendsKeep = FRIENDS.reduce((sum, user) => sum + balanceOf(user), 0);
const claims = {
	capsHeld: staff.movedToday(FIRST_THIEF.id).actor <= usualOfDay,
	firstThiefWasFrozen: (capped.refused["frozen"] ?? 0) > 0 && staff.listFrozen().length === 1,
	ownerWasToldOfHim: countPosted(`Frozen: ${FIRST_THIEF.name}`) === 1,
	ownerWasToldOfTheJump: countPosted("coins in a short time") > 0,
	restWasRefused: capped.taken + refusedOf(capped) === GIVES && capped.taken > 0,
	allWereTakenWhereLimitsWereHigh: uncapped.taken === GIVES,
	friendsKeepNothing: friendsKeep === 0,
	honestKeepTheirs: HONEST.every((user) => balanceOf(user) === 3 * PRIZE),
	whatWasSpentIsTold: uncappedBack.missing === SPENT * spenders.length,
	allOfTheRestCameBack: uncappedBack.takenBack === GIVES * SMALL - SPENT * spenders.length,
	eachOnce: reversals.changed === reversals.ids,
	reversedInTime: [cappedBack, uncappedBack].every(({ wallSeconds }) => wallSeconds < REVERSED_SECONDS_MAX),
	everyAnswerCameInTime: hands.problems.length === 0,
};
process.stdout.write(
	`${JSON.stringify({
		...{ claims, violations: hands.problems.slice(0, 5), gives: GIVES, capped, cappedBack, uncapped, uncappedBack },
		...{ reversals, friendsKeep, sessionsEnded: world.roblox.sessionsEnded.count() },
		errors: world.roblox.errorLogCount(),
	})}\n`,
);
if (process.argv.includes("--log")) process.stderr.write(`${log.join("\n")}\n`);
world.close();

function countPosted(words: string): number {
	return hands.posted.filter((text) => text.includes(words)).length;
}

/** What the owner changes, by the command and its button. */
async function confirm(command: string, options: Readonly<Record<string, string | number>>): Promise<void> {
	const asked = await hands.use(OLGA, command, options);
	const done = await hands.press(OLGA, asked, "Confirm");
	if (!hands.read(done).startsWith("Changed")) throw new Error(`/${command} was not done: ${hands.read(done)}`);
}

/** Gives to one after the other as fast as Discord takes it; answers with the codes of what was refused. */
async function giveAll(
	member: Actor,
	players: readonly RobloxUser[],
	amount: number,
	count: number,
): Promise<{ readonly taken: number; readonly refused: Readonly<Record<string, number>> }> {
	const typed: string[] = [];
	for (let index = 0; index < count; index += 1) {
		const player = players[index % players.length];
		if (player !== undefined)
			typed.push(hands.type(member, "give", { user: String(player.id), amount, txn: nextTxn() }));
		if (index % GIVES_A_STEP === GIVES_A_STEP - 1) await world.pass(STEP_SECONDS);
	}
	const isSaid = (id: string): boolean => /Done|^-# /m.test(hands.read(id));
	await passUntil(() => typed.every(isSaid));
	const codes = typed.map((id) => /^-# (.*)$/m.exec(hands.read(id))?.[1]);
	const refused: Record<string, number> = {};
	for (const code of codes) if (code !== undefined) refused[code] = (refused[code] ?? 0) + 1;
	return { taken: codes.filter((code) => code === undefined).length, refused };
}

/** An id of his own spares whoever types the question whether he means it again. */
function nextTxn(): string {
	txns += 1;
	return `gift-${txns}`;
}

/** The thief gives to his friends, while Mia goes on with prizes. */
async function rob(thief: Actor, amount: number) {
	const began = performance.now();
	const honest = giveAll(MIA, HONEST, PRIZE, HONEST.length);
	const robbed = await giveAll(thief, FRIENDS, amount, GIVES);
	await honest;
	return { ...robbed, wallSeconds: secondsSince(began) };
}

/** Each of them looks, and presses the button, without waiting for the other. */
async function takeBack(thief: Actor, by: readonly Actor[]) {
	const virtual = world.clock.now();
	const began = performance.now();
	const used = process.cpuUsage();
	const asked = [];
	for (const member of by) asked.push(await hands.use(member, "reverse", { actor: thief.id, from: "1h" }));
	const dryRun = hands.read(asked[0] ?? "");
	for (const [index, member] of by.entries()) await hands.press(member, asked[index] ?? "", "Take back");
	const running = (): readonly UndoProgress[] => undo.listUntold().flatMap(({ id }) => undo.progress(id) ?? []);
	const [first] = running();
	if (first === undefined) throw new Error(`nothing was begun: ${dryRun}`);
	await passUntil(() => running().every(({ isEnded }) => isEnded));
	const progress = undo.progress(first.id) ?? first;
	return {
		commands: progress.total,
		ends: progress.ends,
		takenBack: progress.taken,
		missing: progress.missing,
		dryRun: dryRun.split("\n").slice(2, 5),
		virtualSeconds: Math.round((world.clock.now() - virtual) / SECOND),
		wallSeconds: secondsSince(began),
		processorSeconds: Math.round(process.cpuUsage(used).user / 100_000) / 10,
	};
}

/** Looks once a second: what is asked takes longer than an event. */
async function passUntil(holds: () => boolean): Promise<void> {
	for (let second = 0; second < PHASE_SECONDS_MAX && !holds(); second += 1) await world.pass(1);
}

function readReversals(): { readonly changed: number; readonly ids: number } {
	const ids = new Set<string>();
	let changed = 0;
	let cursor: string | undefined;
	do {
		const page = auditReader.list({ source: "reverse", limit: 100, ...(cursor === undefined ? {} : { cursor }) });
		for (const { kind, commandId = "" } of page?.rows ?? []) {
			if (kind !== "applied") continue;
			changed += 1;
			ids.add(commandId.replace(/^reverse:\d+\.\d+:/, "reverse:"));
		}
		cursor = page?.nextCursor;
	} while (cursor !== undefined);
	return { changed, ids: ids.size };
}

function balanceOf({ id }: RobloxUser): number {
	const wallet = readWalletValue(world.roblox.stores.read(walletAddress(VIRTUAL_CONFIG.storeName, id))?.value ?? null);
	return typeof wallet === "string" ? Number.NaN : wallet.balance;
}

function refusedOf({ refused }: { readonly refused: Readonly<Record<string, number>> }): number {
	return Object.values(refused).reduce((sum, count) => sum + count, 0);
}

function secondsSince(began: number): number {
	return Math.round((performance.now() - began) / 100) / 10;
}
