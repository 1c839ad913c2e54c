import { afterAll, beforeAll, expect, test } from "bun:test";
import { HOST, HOST_ROLE, ONLINE, OWNER, TREASURER } from "../demo/cast";
import { openStage, type Stage } from "../demo/stage";
import { Witnesses } from "../demo/witnesses";
import { createClients, type Clients } from "./testing/clients";

const SILENT = { chapter: () => undefined, line: () => undefined, waiting: () => undefined };
const [AVA] = ONLINE;
/** More than one may move alone. */
const PRIZE = { user: AVA.name, amount: 200_000, reason: "season prize" };

let stage: Stage;
let clients: Clients;
let witnesses: Witnesses;

beforeAll(async () => {
	stage = await openStage(SILENT, () => undefined);
	clients = createClients(stage);
	witnesses = new Witnesses(stage);
	const asked = await clients.use(OWNER, "setroles", { role: HOST_ROLE, level: "moderator" });
	await clients.pressUntil(asked, "Confirm", "Changed");
}, 90_000);

afterAll(async () => {
	await stage.close();
}, 30_000);

async function restart(): Promise<void> {
	await stage.companion.stop();
	await stage.companion.start();
}

test("a large gift waits for another one, over a restart, and is given once however often it is approved", async () => {
	const { use, press, pressUntil } = clients;
	const asked = await use(TREASURER, "give", PRIZE);
	expect(asked.message()).toContain("Waiting for approval");
	await pressUntil(asked, "Approve", "own-request");
	await pressUntil(asked, "Approve", "not-allowed", OWNER);

	await restart();

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
	const { use, pressUntil } = clients;
	// Another amount: for the same one he would be asked whether he means it again.
	const asked = await use(HOST, "give", { ...PRIZE, amount: 150_000 });
	await pressUntil(asked, "Reject", `Rejected by: ${TREASURER}`, TREASURER);

	await restart();

	expect(asked.message()).not.toContain("[Approve]");
	expect((await witnesses.storedWallet(AVA))?.balance).toBe(200_000);
}, 60_000);
