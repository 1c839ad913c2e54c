import { HANA } from "../stage/stage";
import type { Story } from "./story";

/** From the row of a command to where it is durable, with room behind. */
const STATEMENTS = { from: "INSERT INTO command ", last: 40 } as const;
const DOWN_SECONDS = 0.5;

export const killedCompanion: Story = {
	about: "the companion is killed again and again, each time one statement later in taking a command",
	play: async (stage) => {
		const { companion, members } = stage;
		await stage.startServer();
		members.ask(HANA, 5);
		await stage.pass(15);
		for (let statements = 1; statements <= STATEMENTS.last; statements += 1) {
			companion.armKill("before", statements, DOWN_SECONDS, STATEMENTS.from);
			members.ask(HANA, 10 + statements);
			await stage.passUntil(() => !companion.isUp(), 3);
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
