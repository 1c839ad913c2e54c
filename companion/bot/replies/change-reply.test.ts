import { expect, test } from "bun:test";
import type { CommandView } from "../../ledger/command-view";
import { findLimitProblems } from "../testing/discord-limits";
import { readText } from "../testing/fake-replies";
import { changeReply, conflictReply, stillPendingReply } from "./change-reply";

const COMMAND: CommandView = {
	id: "txn:9:prize",
	guildId: "9",
	userId: 156,
	userName: "builderman",
	delta: 5,
	reason: "",
	actorId: "3",
	actorName: "Mara *the* mod",
	state: "published",
	createdAt: 60_000,
};

test("an expired command says that nothing was changed, and the balance where it is known", () => {
	const text = readText(changeReply({ ...COMMAND, state: "expired", balance: 7, settledAt: 1 }));
	expect(text).toBe(
		[
			"+5 builderman · Expired",
			"The command ran out of time before it took effect. Nothing was changed.",
			"Balance **7**",
			"By: Mara \\*the\\* mod",
			"Id: `txn:9:prize`",
		].join("\n"),
	);
});

test("an unknown outcome promises nothing and sends the member to look", () => {
	const text = readText(changeReply({ ...COMMAND, state: "unknown", settledAt: 1 }));
	expect(text).toStartWith("+5 builderman · Unknown\nWhether this took effect cannot be told");
	expect(text).not.toContain("Nothing was changed");
});

test("a repeat of a refusal shows the refusal and its time", () => {
	const refused = { ...COMMAND, state: "refused", code: "balance-overflow", balance: 9, settledAt: 120_000 } as const;
	const text = readText(changeReply(refused, { isRepeat: true }));
	expect(text).toContain("+5 builderman · Repeat of: Refused");
	expect(text).toContain(
		"First outcome, <t:120:f>:\nThe wallet cannot hold that much. Nothing was changed.\nBalance **9**",
	);
});

test.each(["pending", "published", "committed", "refused", "expired", "unknown"] as const)(
	"a command that is %s stays within Discord's limits with the longest texts",
	(state) => {
		const longest: CommandView = {
			...COMMAND,
			state,
			id: `txn:${"9".repeat(20)}:${"-".repeat(40)}`,
			userName: "_".repeat(20),
			actorName: "*".repeat(32),
			delta: -9_007_199_254_740_991,
			balance: 9_007_199_254_740_991,
			reason: "~".repeat(200),
			code: state === "refused" ? "insufficient-funds" : undefined,
		};
		const notes = { similar: longest, waiting: "x".repeat(100) };
		const bodies = [
			changeReply(longest, notes),
			changeReply(longest, { ...notes, isRepeat: true }),
			conflictReply(longest),
			stillPendingReply(longest, notes),
		];
		expect(bodies.flatMap(findLimitProblems)).toEqual([]);
	},
);
