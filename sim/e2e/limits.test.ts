import { expect, test } from "bun:test";
import { ONLINE, OWNER, TREASURER } from "../demo/cast";
import { onStage } from "./testing/on-stage";

const [AVA, BEN] = ONLINE;

const { stage, hands } = onStage(({ openToEverybody }) => openToEverybody("limits"));

test("a limit that the owner lowered holds from the moment he confirmed, over a restart, until he changes it back", async () => {
	const { use, pressUntil, change } = hands;
	const limit = { level: "moderator", limit: "command" } as const;
	const asked = await use(OWNER, "limits", { ...limit, amount: 100 });
	expect(asked.message()).toContain("1,000,000");

	await stage.companion.restart();

	expect((await use(TREASURER, "give", { user: AVA.name, amount: 101 })).message()).toContain("Done");
	await pressUntil(asked, "Confirm", "Changed");
	const refused = (await use(TREASURER, "give", { user: BEN.name, amount: 101 })).message() ?? "";
	expect(refused).toContain("Nothing was changed");
	expect(refused).toContain("This is more than one command of your level may move.");

	await stage.companion.restart();

	expect((await use(TREASURER, "deduct", { user: AVA.name, amount: 101 })).message()).toContain("over-command-limit");
	expect((await use(TREASURER, "give", { user: BEN.name, amount: 100 })).message()).toContain("Done");
	await change(OWNER, "limits", { ...limit, amount: 1_000_000 });
	expect((await use(TREASURER, "give", { user: BEN.name, amount: 101 })).message()).toContain("Done");
	expect((await use(TREASURER, "balance", { user: BEN.name })).message()).toContain("201 · Ben");
}, 90_000);

test("nobody changes the limits of his own level", async () => {
	const own = { level: "moderator", limit: "command", amount: 5 };
	expect((await hands.use(TREASURER, "limits", own)).message()).toContain("not-allowed");
	expect((await hands.use(TREASURER, "limits")).message()).toContain("moderator");
}, 60_000);
