import { expect, test } from "bun:test";
import { ABSENT_PLAYER, ONLINE, ORDINARY_MEMBER, OWNER, TREASURER } from "../demo/cast";
import { sent } from "../discord/test-bench";
import type { RobloxUser } from "../roblox/vm-port";
import { onStage } from "./testing/on-stage";

const [AVA, BEN] = ONLINE;

const { stage, hands } = onStage(async ({ hands: { use }, openToEverybody }) => {
	openToEverybody("txn", "status", "diagnose", "help", "balance");
	await use(TREASURER, "give", { user: AVA.name, amount: 700, reason: "Race", txn: "race-1" });
	await use(TREASURER, "give", { user: BEN.name, amount: 5 });
});

test("/txn offers the newest commands, and shows the whole life of one, after a restart too", async () => {
	// By the text it was given under, then by what was offered for it.
	expect((await hands.use(TREASURER, "txn", { id: "race-1" })).message()).toContain("+700 Ava · Done");
	const offered = await hands.type(TREASURER, "txn", "id", "race");
	expect(offered.map(({ name }) => name.split(" · ").slice(0, 3))).toEqual([["race-1", "+700 Ava", "Done"]]);
	await stage.companion.restart();
	const text = (await hands.use(TREASURER, "txn", { id: `${offered[0]?.value}` })).message() ?? "";
	for (const words of ["+700 Ava · Done", "Balance 0 → 700", "to game server", "Settled", "Receipt +700"]) {
		expect(text).toContain(words);
	}
}, 60_000);

test("/txn shows nothing to a member without the right", async () => {
	expect(await hands.type(ORDINARY_MEMBER, "txn", "id", "")).toEqual([]);
	expect((await hands.use(ORDINARY_MEMBER, "txn", { id: "race-1" })).message()).toContain("not-allowed");
});

test("/status says how many servers and players there are", async () => {
	const text = (await hands.use(OWNER, "status")).message() ?? "";
	expect(text).toContain("Game servers 7 live, with 8 players");
	expect(text).toContain("Open commands none");
	expect((await hands.use(ORDINARY_MEMBER, "status")).message()).toContain("not-allowed");
});

test("/diagnose lets the doctor look at the running set-up, and shows no secret", async () => {
	const text = (await hands.use(OWNER, "diagnose")).message() ?? "";
	expect(text).toMatch(/\d+ failed · \d+ fine · \d+ not looked at/);
	for (const { discordToken, apiKey, gameSecret, hmacSecret, serviceKey } of [stage.settings]) {
		for (const secret of [discordToken, apiKey, gameSecret, hmacSecret, serviceKey]) expect(text).not.toContain(secret);
	}
	expect((await hands.use(TREASURER, "diagnose")).message()).toContain("not-allowed");
}, 60_000);

test("/help names what its reader may use, and nothing else", async () => {
	const [ofTreasurer, ofOwner] = [await hands.use(TREASURER, "help"), await hands.use(OWNER, "help")];
	expect(ofTreasurer.message()).toContain("/give user:");
	expect(ofTreasurer.message()).not.toContain("/setroles role:");
	expect(ofOwner.message()).toContain("/setroles role:");
	expect(ofOwner.message()).not.toContain("/give user:");
});

/** Words are known some seconds after their rows. */
async function searchUntilKnown(words: string): Promise<string> {
	for (let look = 0; look < 60; look += 1) {
		const text = (await hands.use(TREASURER, "audit", { words })).message() ?? "";
		if (text.includes("all there are")) return text;
		await Bun.sleep(1_000);
	}
	throw new Error("the words of the newest rows never became known");
}

test("/audit shows what was asked for, leads to older pages after a restart, and makes files", async () => {
	const page = await hands.use(TREASURER, "audit", { by: TREASURER, kind: "given", since: "1h", limit: 1 });
	expect(page.message()).toContain("Ben");
	await stage.companion.restart();
	const older = sent(stage.discord.people.clickButton(page, "Older"));
	await older.untilReply((text) => text.includes("race-1"), "the older page");
	const file = await hands.use(TREASURER, "audit", { amount: 700, file: "csv" });
	expect(file.message()).toContain("1 row, newest first.");
	expect(file.message()).toContain("(file audit.csv)");
	const found = await searchUntilKnown("race");
	expect(found).toContain("+700");
	expect(found).not.toContain("Ben");
}, 60_000);

test("players are offered while their names are typed: who is in game, then who left, after a restart too", async () => {
	const offered = async (typed: string) => await hands.type(TREASURER, "balance", "user", typed);
	const inGame = (players: readonly RobloxUser[]) =>
		players.map(({ id, name }) => ({ name: `${name} · in game`, value: `${id}` }));
	expect(await offered("aV")).toEqual(inGame([AVA]));
	await stage.host.call("leave", AVA.id);
	const after = [...inGame([...ONLINE.slice(1), ABSENT_PLAYER]), { name: "Ava", value: `${AVA.id}` }];
	while ((await offered("av"))[0]?.name !== "Ava") await Bun.sleep(50);
	expect(await offered("")).toEqual(after);
	await stage.companion.stop();
	await stage.companion.start();
	expect(await offered("")).toEqual(after);
	const given = await hands.use(TREASURER, "give", { user: `${AVA.id}`, amount: 3 });
	expect(given.message()).toContain("+3 Ava · Done");
	expect((await hands.use(TREASURER, "balance", { user: "@ava" })).message()).toContain("Ava");
	expect(await hands.type(ORDINARY_MEMBER, "balance", "user", "av")).toEqual([]);
}, 60_000);
