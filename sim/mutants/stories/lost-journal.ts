import { AVA, HANA } from "../stage/stage";
import { restoreFrom } from "../stage/restore";
import type { Story } from "./story";

const FENCE_TICK_SECONDS = 660;

/** Scenario `restore-reissue`. */
export const lostJournal: Story = {
	about: "the database is restored from a copy that lacks a command; others follow, and the lost one is asked again",
	play: async (stage) => {
		const { members, recorder } = stage;
		await stage.startServer(AVA);
		await stage.startServer();
		members.ask(HANA, 5);
		members.ask(AVA, 5);
		await stage.pass(20);
		const copy = stage.companion.copyDisk();
		// The fence moves on with time: that is how an older copy is known.
		await stage.pass(FENCE_TICK_SECONDS);
		const before = recorder.events.length;
		members.ask(HANA, 50, { txn: "lost" });
		await stage.pass(20);
		const late = recorder.events
			.slice(before)
			.flatMap(({ event }) =>
				event.kind === "message.delivered" && event.topic === "discord-commands" ? [event.data] : [],
			);
		await restoreFrom(stage, copy);
		await stage.pass(1);
		members.ask(HANA, 7, { txn: "next" });
		await stage.pass(40);
		for (const data of new Set(late)) await stage.publish(String(JSON.parse(data)));
		members.ask(HANA, 50, { txn: "lost" });
		members.ask(AVA, 9);
		await stage.pass(60);
	},
};
