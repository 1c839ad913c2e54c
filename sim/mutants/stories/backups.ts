import { AVA, HANA } from "../stage/stage";
import { spendUntilFull } from "./full-lists";
import type { Story } from "./story";

/** Scenario `restore-loses-audit`. */
export const lostSinceBackup: Story = {
	about: "a player spends ninety times after the newest backup, and then the database is lost and restored",
	makesBackups: true,
	play: async (stage) => {
		await stage.startServer(AVA);
		stage.members.ask(AVA, 500);
		await stage.pass(20);
		for (let round = 0; round < 10; round += 1) {
			for (let count = 0; count < 9; count += 1) stage.spend(AVA, 1);
			await stage.pass(1);
		}
		stage.members.ask(HANA, 7);
		await stage.pass(40);
		// What the audit has acknowledged makes room only when something more is stored.
		stage.spend(AVA, 1);
		await stage.pass(20);
		stage.companion.loseDatabase(5);
		await stage.pass(60);
		stage.members.ask(AVA, 9);
		await stage.pass(60);
	},
};

/** Scenario `late-acknowledgement`. */
export const lateBackup: Story = {
	about: "a list fills up and everything in it is shipped; the backup that lets it be acknowledged ends later",
	makesBackups: true,
	goneForGood: [AVA],
	play: async (stage) => {
		await stage.startServer(AVA);
		stage.members.ask(AVA, 5_000);
		await stage.pass(20);
		stage.hasRoomForBackups = false;
		await spendUntilFull(stage);
		stage.openChest(AVA);
		await stage.pass(30);
		stage.hasRoomForBackups = true;
		await stage.pass(150);
	},
};

/** Scenario `opening-behind-full-list`. */
export const fullListRestored: Story = {
	about: "a list is full to the last place, its player gone; after a restore only the opening command may be sent",
	config: { commandLifetimeSeconds: 60 },
	makesBackups: true,
	goneForGood: [AVA],
	play: async (stage) => {
		await stage.startServer(AVA);
		stage.members.ask(AVA, 5_000);
		await stage.pass(20);
		stage.hasRoomForBackups = false;
		await spendUntilFull(stage);
		// Each of these ends as an empty command, which is taken even then.
		const waiting = Array.from({ length: 70 }, (_, index) => ({ txn: `waiting-${index}` }));
		for (const wish of waiting) stage.members.ask(AVA, 1, wish);
		await stage.pass(130);
		stage.roblox.leave(AVA.id);
		await stage.pass(20);
		stage.companion.loseDatabase(5);
		await stage.pass(30);
		stage.hasRoomForBackups = true;
		stage.members.ask(AVA, 7, { txn: "after" });
		for (const wish of waiting) stage.members.ask(AVA, 1, wish);
		await stage.pass(200);
	},
};
