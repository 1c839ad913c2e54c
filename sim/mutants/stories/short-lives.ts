import { HANA } from "../stage/stage";
import type { Story } from "./story";

/** From where a command is looked up in the journal to where it is durable there, with room on both sides. */
const STATEMENTS = { first: 56, last: 110 } as const;
const DOWN_SECONDS = 0.5;

export const killedCompanion: Story = {
	about: "the companion is killed again and again, each time one statement later in taking a command",
	play: async (stage) => {
		const { companion, members, openCloudCalls } = stage;
		await stage.startServer();
		members.ask(HANA, 5);
		await stage.pass(15);
		for (let statements = STATEMENTS.first; statements <= STATEMENTS.last; statements += 1) {
			// A fresh process asks Roblox who the player is, and then takes the command.
			companion.kill(DOWN_SECONDS);
			await stage.pass(DOWN_SECONDS + 0.1);
			const before = openCloudCalls.length;
			members.ask(HANA, 10 + statements);
			const hasAsked = (): boolean => openCloudCalls.slice(before).some(({ url }) => url.includes("users"));
			await stage.passUntil(hasAsked, 3);
			companion.armKill("before", statements, DOWN_SECONDS);
			// The next one comes before anything can be heard of what was sent, if anything was.
			await stage.pass(DOWN_SECONDS + 0.2);
			members.ask(HANA, 100 + statements);
			await stage.pass(5);
		}
		companion.heal();
		await stage.pass(60);
	},
};

/** Scenario `gap-for-ever`. */
export const neverTaken: Story = {
	about: "a command's time is up before there is any server; then one starts, and another command comes",
	config: { commandLifetimeSeconds: 60, companionExecutor: false },
	goneForGood: [HANA],
	play: async (stage) => {
		stage.members.ask(HANA, 5);
		await stage.pass(75);
		await stage.startServer();
		stage.members.ask(HANA, 7);
		await stage.pass(40);
	},
};
