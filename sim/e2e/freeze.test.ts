import { expect, test } from "bun:test";
import { HOST, HOST_ROLE, ONLINE, OWNER, TREASURER } from "../demo/cast";
import { onStage } from "./testing/on-stage";

/** Each to another player: a wallet is saved once in seven seconds. */
const [FIRST, SECOND, THIRD, ...OTHERS] = ONLINE.map(({ name }) => ({ user: name, amount: 5 }));

const { stage, hands } = onStage(async ({ hands: { change } }) => {
	await change(OWNER, "limits", { level: "moderator", limit: "pace", amount: 2 });
	await change(OWNER, "setroles", { role: HOST_ROLE, level: "moderator" });
});

async function ownerHears(): Promise<readonly string[]> {
	for (let attempt = 0; attempt < 100; attempt += 1) {
		const heard = stage.discord.people.readDirectMessages(OWNER);
		if (heard.length > 0) return heard;
		await Bun.sleep(100);
	}
	throw new Error("the owner was not told");
}

test("a burst freezes one of the staff, the owner hears of it, and it holds over a restart until somebody above lifts it", async () => {
	for (const gift of [FIRST, SECOND, THIRD]) {
		expect((await hands.use(TREASURER, "give", gift)).message()).toContain("Done");
	}
	const [next, last] = OTHERS;
	expect((await hands.use(TREASURER, "give", next)).message()).toContain("frozen");
	expect((await hands.use(HOST, "give", next)).message()).toContain("Done");
	expect((await ownerHears()).join("\n")).toContain(`Frozen: ${TREASURER}`);

	const asked = await hands.use(OWNER, "unfreeze", { member: TREASURER });
	await stage.companion.restart();

	expect((await hands.use(TREASURER, "give", last)).message()).toContain("frozen");
	await hands.pressUntil(asked, "Confirm", "may move coins again");
	expect((await hands.use(TREASURER, "give", last)).message()).toContain("Done");
	expect(stage.discord.people.readDirectMessages(OWNER)).toHaveLength(1);
}, 60_000);
