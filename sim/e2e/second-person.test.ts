import { expect, test } from "bun:test";
import { HOST, HOST_ROLE, ONLINE, OWNER, TREASURER } from "../demo/cast";
import { Witnesses } from "../demo/witnesses";
import { onStage } from "./testing/on-stage";

const [AVA] = ONLINE;
/** More than one may move alone. */
const PRIZE = { user: AVA.name, amount: 200_000, reason: "season prize" };

const { stage, hands } = onStage(({ hands: { change } }) =>
	change(OWNER, "setroles", { role: HOST_ROLE, level: "moderator" }),
);
const witnesses = new Witnesses(stage);

test("a large gift waits for another one, over a restart, and is given once however often it is approved", async () => {
	const { use, press, pressUntil } = hands;
	const asked = await use(TREASURER, "give", PRIZE);
	expect(asked.message()).toContain("Waiting for approval");
	await pressUntil(asked, "Approve", "own-request");
	await pressUntil(asked, "Approve", "not-allowed", OWNER);

	await stage.companion.restart();

	const presses = [press(asked, "Approve", HOST), press(asked, "Approve", HOST)];
	await asked.untilReply((text) => text.includes("· Done"), "the outcome");
	await Promise.any(
		presses.map((one) => one.untilReply((text) => text.includes("already-decided"), "that it was decided")),
	);
	expect(asked.message()).toContain(`By: ${TREASURER}, approved by ${HOST}`);
	expect((await witnesses.storedWallet(AVA))?.balance).toBe(200_000);
	expect((await use(TREASURER, "audit", { user: AVA.name })).message()).toContain(`approved by ${HOST}`);
}, 60_000);

test("a rejected one is never given, over a restart", async () => {
	const { use, pressUntil } = hands;
	// Another amount: for the same one he would be asked whether he means it again.
	const asked = await use(HOST, "give", { ...PRIZE, amount: 150_000 });
	await pressUntil(asked, "Reject", `Rejected by: ${TREASURER}`, TREASURER);

	await stage.companion.restart();

	expect(asked.message()).not.toContain("[Approve]");
	expect((await witnesses.storedWallet(AVA))?.balance).toBe(200_000);
}, 60_000);
