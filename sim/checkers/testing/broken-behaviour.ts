import { SECOND } from "../../clock/scheduler";
import { HistoryBuilder, intent, reply } from "./history-builder";
import { AUDIT, AVA, FIRST, INTENTS, ONE, REPLIES, TWO, soundHistory, type BrokenHistory } from "./sound-history";
import { denial, envelope, shipped } from "./wire-sketches";

export const BROKEN_BEHAVIOUR: readonly BrokenHistory[] = [
	{
		name: "a lock taken from a player's own server",
		history: soundHistory().wrote(30, "other", AVA, TWO).build(),
		breaks: ["sessions-live"],
	},
	{
		name: "a server without the player that asks for his session",
		history: soundHistory().wrote(30, "other", AVA, TWO, { activeJob: "home", forceLoadJob: "other" }).build(),
		breaks: ["sessions-live"],
	},
	{
		name: "a reply before the write",
		history: soundHistory()
			.with({ replies: [reply(9, "txn:a", "committed", 50), ...REPLIES] })
			.build(),
		breaks: ["told-is-stored"],
	},
	{
		name: "a screen with a balance that was never stored",
		history: soundHistory()
			.with({ told: [{ time: 12 * SECOND, userId: AVA, revision: 1, balance: 60, where: "client" }] })
			.build(),
		breaks: ["shown-is-stored"],
	},
	{
		name: "a receipt shipped before the write",
		history: new HistoryBuilder()
			.at(1, shipped(FIRST))
			.wrote(10, "home", AVA, ONE)
			.with({ intents: INTENTS, replies: REPLIES.slice(0, 1), audit: AUDIT.slice(0, 1) })
			.build(),
		breaks: ["shipped-is-stored"],
	},
	{
		name: "a denial from memory",
		history: soundHistory().at(12, denial("sequence-conflict", 2)).build(),
		breaks: ["denied-is-stored", "claimed-is-stored"],
	},
	{
		name: "a denial that rests on an epoch which is not stored",
		history: soundHistory()
			.at(12, denial("stale-epoch", 2, { epoch: 2, lastSeq: 1 }))
			.build(),
		breaks: ["claimed-is-stored"],
	},
	{
		name: "a purchase that was granted before it was stored",
		history: soundHistory()
			.at(12, { kind: "purchase.decided", jobId: "home", purchaseId: "p1", isGranted: true })
			.build(),
		breaks: ["granted-is-stored"],
	},
	{
		name: "one command sent under two numbers",
		history: soundHistory().at(12, envelope("txn:a", 1)).at(13, envelope("txn:a", 3)).build(),
		breaks: ["one-number-one-id"],
	},
	{
		name: "one number sent for two commands",
		history: soundHistory().at(12, envelope("txn:a", 1)).at(13, envelope("txn:b", 1)).build(),
		breaks: ["one-number-one-id"],
	},
	{
		name: "a command that was taken and never ends",
		history: soundHistory()
			.with({ intents: [...INTENTS, intent("txn:c", AVA, 5)] })
			.with({ replies: [...REPLIES, reply(35, "txn:c", "working"), reply(36, "txn:c", "working")] })
			.build(),
		breaks: ["everything-ends"],
	},
	{
		name: "a player who cannot load any more",
		history: soundHistory()
			.with({ probes: [{ userId: AVA, hasLoaded: false, hasReleased: false }] })
			.build(),
		breaks: ["everything-ends"],
	},
	{
		name: "a receipt that never reached the audit",
		history: soundHistory()
			.with({ audit: AUDIT.slice(0, 1) })
			.build(),
		breaks: ["audit-equals-wallets"],
	},
	{
		name: "an acknowledgement beyond what the audit has",
		history: soundHistory()
			.wrote(40, "home", AVA, { ...TWO, acked: 3 })
			.build(),
		breaks: ["acknowledged-is-audited", "numbers-grow"],
	},
	{
		name: "a data store call by a server that had nothing to do with the player",
		history: soundHistory()
			.at(12, {
				kind: "store.called",
				jobId: "other",
				request: {
					kind: "store.get",
					api: "GetAsync",
					useCache: false,
					store: "EconomyWallet",
					scope: "global",
					key: `Player_${AVA}`,
				},
				stored: null,
			})
			.build(),
		breaks: ["bystanders-quiet"],
	},
	{
		name: "another amount than was asked for",
		history: soundHistory()
			.with({ intents: [intent("txn:a", AVA, 5), intent("txn:b", AVA, -80)] })
			.build(),
		breaks: ["as-asked"],
	},
	{
		name: "two last words about one command",
		history: soundHistory()
			.with({ replies: [...REPLIES, reply(50, "txn:b", "unknown")] })
			.build(),
		breaks: ["one-outcome"],
	},
	{
		name: "a stranger who was obeyed",
		history: soundHistory()
			.with({ intrusions: [{ time: 5, what: "an old request", wasTaken: true }] })
			.build(),
		breaks: ["closed-to-strangers"],
	},
	{
		name: "an entry read again and again",
		history: soundHistory()
			.with({
				openCloudCalls: Array.from({ length: 40 }, (_, index) => ({
					time: index * SECOND,
					method: "GET",
					url: "https://x/entry?entryKey=Player_7",
					status: 200,
				})),
			})
			.build(),
		breaks: ["reads-are-few"],
	},
	{
		name: "an audit row that somebody changed",
		history: soundHistory().with({ auditProblem: "row 3 is not what was written" }).build(),
		breaks: ["audit-verifies"],
	},
	{
		name: "an error nobody handled",
		history: soundHistory()
			.with({ errors: ["attempt to index nil"] })
			.build(),
		breaks: ["no-errors"],
	},
	{
		name: "a field of a newer program that an older one drops",
		history: soundHistory()
			.wrote(40, "home", AVA, { ...TWO, ...{ seal: "x" } }, { activeJob: "home" })
			.wrote(41, "home", AVA, TWO, { activeJob: "home" })
			.build(),
		breaks: ["unknown-fields-kept"],
	},
	{
		name: "a command that its player's server had for twenty seconds",
		history: soundHistory()
			.at(5, envelope("txn:a", 1))
			.with({ intents: INTENTS.map((wish) => ({ ...wish, askedAt: 3 * SECOND })) })
			.with({ replies: [reply(26, "txn:a", "committed", 50), ...REPLIES.slice(1)], trouble: "none" })
			.build(),
		breaks: ["settled-in-time"],
	},
	{
		name: "commands for an absent player that took eight seconds each",
		history: absentHistory(8).build(),
		breaks: ["settled-in-time"],
	},
	{
		name: "a command that nobody took up for minutes after its server had crashed",
		history: soundHistory()
			.at(40, { kind: "server.ended", jobId: "home", status: "crashed" })
			.with({ intents: [...INTENTS, { ...intent("txn:c", AVA, -90), askedAt: 45 * SECOND }] })
			.with({ replies: [...REPLIES, reply(300, "txn:c", "not-accepted")], trouble: "servers-end" })
			.build(),
		breaks: ["settled-in-time"],
	},
];

/** Nine commands for somebody who has left, each answered so many seconds later. */
function absentHistory(seconds: number): HistoryBuilder {
	const asked = Array.from({ length: 9 }, (_, index) => ({
		...intent(`txn:late-${index}`, AVA, -90),
		askedAt: (50 + index) * SECOND,
	}));
	return soundHistory()
		.at(30, { kind: "player.left", jobId: "home", userId: AVA, reason: "leave" })
		.wrote(31, "home", AVA, { ...TWO, acked: 1 })
		.with({ intents: [...INTENTS, ...asked], trouble: "none" })
		.with({
			replies: [
				...REPLIES,
				...asked.map(({ commandId, askedAt }) => reply(askedAt / SECOND + seconds, commandId, "not-accepted")),
			],
		});
}
