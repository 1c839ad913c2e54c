import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { CHANNEL, ONLINE, QUIET_CHANNEL, TREASURER } from "../demo/cast";
import { sent } from "../discord/test-bench";
import { onStage } from "./testing/on-stage";

const [AVA, BEN] = ONLINE;
const EDIT = "update_original_webhook_message";
const AWAY_MILLISECONDS = 16 * 60_000;

const { stage } = onStage();

/** What everybody reads in the channel, and what the treasurer reads in his direct messages. */
const read = () => ({
	inChannel: stage.discord.people.readChannel(CHANNEL),
	inQuiet: stage.discord.people.readChannel(QUIET_CHANNEL),
	direct: stage.discord.people.readDirectMessages(TREASURER),
});

async function until(holds: () => boolean, what: string): Promise<void> {
	for (let look = 0; look < 400; look += 1) {
		if (holds()) return;
		await Bun.sleep(25);
	}
	throw new Error(`waited in vain for ${what}; there is ${JSON.stringify(read(), null, 1)}`);
}

/** The companion was away from right after the commands were taken until their replies could no longer be edited. */
function letTokensEnd(): void {
	const database = new Database(stage.settings.databaseFile);
	database.run("UPDATE pending_reply SET created_at = created_at - ?", [AWAY_MILLISECONDS]);
	database.close();
}

const settled = (): number => {
	const database = new Database(stage.settings.databaseFile, { readonly: true });
	const row = database.query<{ count: number }, []>("SELECT count(*) AS count FROM command WHERE state = 'committed'");
	const count = row.get()?.count ?? 0;
	database.close();
	return count;
};

test("outcomes that replies could not show are told after a restart, once, where they were asked or directly", async () => {
	const give = (user: string, channel: string) =>
		sent(
			stage.discord.people.runCommand({ member: TREASURER, command: "give", options: { user, amount: 5 }, channel }),
		);
	stage.discord.faults.planRestFault(EDIT, { kind: "refused-with-500" }, 10_000);
	const before = settled();
	await give(AVA.name, CHANNEL).firstAnswer();
	await give(BEN.name, QUIET_CHANNEL).firstAnswer();
	await until(() => settled() === before + 2, "both commands");
	await stage.companion.kill();
	letTokensEnd();

	// The answer of the first message is lost; discord.js sends it again.
	stage.discord.faults.planRestFault("create_message", { kind: "effect-then-500" });
	await stage.companion.start();
	const isTold = (list: readonly string[]) => list.some((text) => text.includes("your command of"));
	await until(() => isTold(read().inChannel) && isTold(read().direct), "both outcomes");

	const { inChannel, inQuiet, direct } = read();
	const late = inChannel.filter((text) => text.includes("your command of"));
	expect(late).toHaveLength(1);
	expect(late[0]).toContain(`@${TREASURER} +5 ${AVA.name} · Done (your command of`);
	expect(late[0]).toContain(`+5 ${AVA.name} · Done`);
	expect(isTold(inQuiet)).toBe(false);
	expect(direct).toHaveLength(1);
	expect(direct[0]).toContain(`#${QUIET_CHANNEL}`);
	expect(direct[0]).toContain(`+5 ${BEN.name} · Done`);

	await stage.companion.restart();
	expect(read().inChannel).toEqual(inChannel);
	expect(read().direct).toHaveLength(1);
}, 120_000);
