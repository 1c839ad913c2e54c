import { NO_FAULTS, USUAL_FATE } from "../../roblox/faults";
import { forgeCommand } from "../stage/forge";
import { restoreFrom } from "../stage/restore";
import { AVA, HANA } from "../stage/stage";
import type { Story } from "./story";

/** The fence moves on with time: that is how an older copy is known. */
const FENCE_TICK_SECONDS = 660;
const LOG_ROUTE = "/log/transactions";

const asItIs = (): Promise<void> => Promise.resolve();

/** Somebody starts the companion on yesterday's file and thinks nothing of it. */
export const olderCopy: Story = {
	about: "an older copy of the database is started as it is, and asked for coins; then the right file is put back",
	play: async (stage) => {
		const { members } = stage;
		await stage.startServer(AVA);
		await stage.startServer();
		members.ask(HANA, 5);
		members.ask(AVA, 5);
		await stage.pass(20);
		const copy = stage.companion.copyDisk();
		await stage.pass(FENCE_TICK_SECONDS);
		members.ask(HANA, 50, { txn: "lost" });
		await stage.pass(20);
		const newest = stage.companion.copyDisk();
		await stage.companion.startFrom(copy, asItIs);
		await stage.pass(20);
		members.ask(HANA, 7, { txn: "too-early" });
		await stage.pass(40);
		await stage.companion.startFrom(newest, asItIs);
		await stage.pass(5);
		members.ask(HANA, 7, { txn: "next" });
		await stage.pass(40);
	},
};

/** Near `restore-old-envelope`: what the lost part of the journal had sent arrives in the new one's life. */
export const oldEnvelope: Story = {
	about: "after a restore a message of the lost journal fits the wallet's next number, and so does a new command",
	forges: ["I9", "asked"],
	play: async (stage) => {
		const { members } = stage;
		const home = await stage.startServer();
		members.ask(HANA, 5);
		await stage.pass(20);
		const copy = stage.companion.copyDisk();
		await stage.pass(FENCE_TICK_SECONDS);
		members.ask(HANA, 50, { txn: "lost" });
		await stage.pass(20);
		await restoreFrom(stage, copy);
		await stage.pass(1);
		members.ask(HANA, 7, { txn: "next" });
		await stage.pass(60);
		stage.faults.http = {
			decide: ({ jobId, url }) =>
				jobId !== null && url.endsWith(LOG_ROUTE) ? { outcome: "refused", delayMicros: 0 } : USUAL_FATE,
		};
		const id = "txn:1100000000000000101:lost-too";
		await stage.publish(forgeCommand(stage, HANA, { id, delta: 11, epoch: 1, to: home }));
		members.ask(HANA, 13);
		await stage.pass(40);
		stage.faults.http = NO_FAULTS.http;
		await stage.pass(60);
	},
};
