import { expect, test } from "bun:test";
import { ECONOMY_ROLE, ONLINE, OWNER, TREASURER } from "../demo/cast";
import { onStage } from "./testing/on-stage";

const [AVA, BEN] = ONLINE;

const { stage, hands } = onStage();

test("a file is given line by line, with a restart in the middle, each line once", async () => {
	const { use, change, pressUntil } = hands;
	await change(OWNER, "setroles", { role: ECONOMY_ROLE, level: "administrator" });

	const lines = [`${AVA.name},11,prize`, `${BEN.name},many`, `${BEN.name},12`, "NobodyAtAll,5", `${AVA.name},13`];
	const file = { filename: "prizes.csv", bytes: new TextEncoder().encode(["user,amount,reason", ...lines].join("\n")) };
	const planned = await use(TREASURER, "batch", { file, rate: 15 });
	expect(planned.message()).toContain("3 lines give 36 and take 0 coins.");
	expect(planned.message()).toContain("line 3: The amount must be a whole number.");
	expect(planned.message()).toContain("line 5: Roblox knows no such player");
	await pressUntil(planned, "Confirm", "Batch · running");

	await stage.companion.restart();

	await pollUntilDone();
	const expected = [`${AVA.name} 11`, `${AVA.name} 13`, `${BEN.name} 12`].sort();
	expect(await readAudit(expected.length)).toEqual(expected);
	expect(stage.discord.people.readDirectMessages(TREASURER).join("\n")).toContain("3 given, 0 refused");
}, 90_000);

/** What was given, once the audit has so many rows: a wallet is saved once in seven seconds. */
async function readAudit(rows: number): Promise<readonly string[]> {
	for (let look = 0; ; look += 1) {
		const audit = (await hands.use(TREASURER, "audit", { limit: 20 })).message() ?? "";
		const given = [...audit.matchAll(/\+(\d+) (\w+)/g)].map(([, amount, name]) => `${name} ${amount}`);
		if (given.length >= rows || look === 30) return given.sort();
		await Bun.sleep(1_000);
	}
}

/** Somebody looks now and then. */
async function pollUntilDone(): Promise<void> {
	for (let look = 0; look < 60; look += 1) {
		if ((await hands.use(TREASURER, "batch")).message()?.includes("Batch · done") === true) return;
		await Bun.sleep(500);
	}
	throw new Error("the batch did not end");
}
