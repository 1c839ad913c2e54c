import { CHANNEL, TREASURER } from "../../sim/demo/cast";
import type { People } from "../../sim/discord/people/people";
import { sent } from "../../sim/discord/test-bench";

/** One `/give`, as seen from Discord. Unix milliseconds with fractions. */
export interface Use {
	readonly commandId: string;
	/** When it was meant to be used: a load that falls behind makes no latency smaller. */
	readonly dueAt: number;
	firstAnswerAt?: number;
	/** When the outcome stood in the reply. */
	shownAt?: number;
}

export interface Load {
	/** Roblox ids of who is given coins, in turn. They come in one after the other, so that their saves do not fall together. */
	readonly players: readonly number[];
	readonly ratePerSecond: number;
	readonly seconds: number;
}

const preciseNow = (): number => performance.timeOrigin + performance.now();
/** ProfileService leaves so long between two saves of a wallet: wallets that get their first coins at one time go on together. */
const COME_IN_MILLISECONDS = 7_000;
const HAS_ENDED = / · (Done|Refused|Expired|Unknown)/;
/** A wallet takes its commands in order, one save after the other; nobody waits longer than this for the last of them. */
const OUTCOME_SECONDS_MAX = 120;

/** Uses `/give` at a fixed rate, whatever becomes of those before; resolves when every reply shows an outcome. */
export async function giveAtRate(people: People, { players, ratePerSecond, seconds }: Load): Promise<readonly Use[]> {
	const total = Math.round(ratePerSecond * seconds);
	const startedAt = preciseNow();
	const uses: Use[] = [];
	const outcomes: Promise<void>[] = [];
	const given = new Map<number, number>();
	const dueAt = (index: number): number => startedAt + (index * 1_000) / ratePerSecond;
	while (uses.length < total) {
		while (uses.length < total && dueAt(uses.length) <= preciseNow()) {
			const due = dueAt(uses.length);
			const share = Math.min(1, (due - startedAt) / COME_IN_MILLISECONDS);
			const player = players[uses.length % Math.max(1, Math.ceil(players.length * share))] ?? 0;
			// No two are alike for a player, so that nothing is taken for a mistaken repeat.
			const amount = (given.get(player) ?? 0) + 1;
			given.set(player, amount);
			const { use, outcome } = giveOnce(people, { user: String(player), amount }, due);
			uses.push(use);
			outcomes.push(outcome);
		}
		await Bun.sleep(Math.max(0, Math.ceil(dueAt(uses.length) - preciseNow())));
	}
	await Promise.all(outcomes);
	return uses;
}

function giveOnce(
	people: People,
	options: { readonly user: string; readonly amount: number },
	dueAt: number,
): { readonly use: Use; readonly outcome: Promise<void> } {
	const handle = sent(people.runCommand({ member: TREASURER, command: "give", options, channel: CHANNEL }));
	const use: Use = { commandId: `discord:${handle.record.id}`, dueAt };
	const first = handle.firstAnswer().then(() => void (use.firstAnswerAt = preciseNow()));
	const last = handle
		.untilReply((text) => HAS_ENDED.test(text), "the outcome", OUTCOME_SECONDS_MAX)
		.then(() => void (use.shownAt = preciseNow()));
	return { use, outcome: Promise.all([first, last]).then(() => handle.dispose()) };
}
