import { ABSENT_PLAYER, ONLINE } from "../cast";
import { type Step } from "../tour";

/** Everyone has a seat: seven servers, one player each, and one player who has played before and left. */
export const takeSeats: Step = {
	name: "servers-ready",
	title: "Seven servers, one player on each",
	run: async ({ stage, story, witnesses }) => {
		const { host } = stage;
		story.waiting("each player's balance appears once his profile is loaded");
		for (const [index, user] of ONLINE.entries()) {
			await witnesses.until(
				`${user.name}'s screen`,
				() => witnesses.screenBalance(user),
				(balance) => balance === 0,
			);
			story.line(user.name, `joined server ${index + 1}; the screen shows: Coins: 0`);
		}
		await witnesses.until(
			`${ABSENT_PLAYER.name}'s screen`,
			() => witnesses.screenBalance(ABSENT_PLAYER),
			(balance) => balance === 0,
		);
		await host.call("leave", ABSENT_PLAYER.id);
		story.line(ABSENT_PLAYER.name, "was here a moment ago and has left the game");
		story.waiting("every server introduces itself to the companion");
		await witnesses.until(
			"seven servers",
			() => witnesses.knownServers(),
			(count) => count === ONLINE.length,
		);
	},
};
