import { SECOND } from "../../clock/scheduler";
import { USUAL_FATE } from "../../roblox/faults";
import { AVA, HANA, type Stage } from "../stage/stage";
import type { Story } from "./story";

/** Writes of the companion itself take this long; everything else is as always. */
function slowDownOwnWrites(stage: Stage, seconds: number): void {
	stage.faults.http = {
		decide: ({ jobId, method, url }) => {
			const isOwnWrite = jobId === null && method === "POST" && /Player_|player_/.test(url);
			return isOwnWrite ? { outcome: "usual", delayMicros: seconds * SECOND } : USUAL_FATE;
		},
	};
}

async function emptyTheGame(stage: Stage): Promise<void> {
	for (const server of stage.roblox.runningServers()) stage.roblox.shutdown(server.jobId);
	await stage.pass(100);
}

export const nobodyThere: Story = {
	about: "no server lives: the companion executes, while a server starts and the player joins it",
	play: async (stage) => {
		await stage.startServer(AVA);
		stage.members.ask(AVA, 50);
		await stage.pass(20);
		await emptyTheGame(stage);
		stage.members.ask(HANA, 20);
		await stage.pass(60);
		slowDownOwnWrites(stage, 25);
		stage.members.ask(AVA, 7);
		await stage.passUntil(() => stage.ownWrites() > 1, 60);
		await stage.startServer(AVA);
		stage.openChest(AVA);
		await stage.pass(60);
		stage.openChest(AVA);
		await stage.pass(30);
	},
};

/** Scenario `own-late-write`. */
export const lateOwnWrite: Story = {
	about: "the companion's own write is answered by nobody, and lands later",
	play: async (stage) => {
		stage.members.ask(HANA, 5);
		await stage.pass(100);
		slowDownOwnWrites(stage, 45);
		stage.members.ask(HANA, 50);
		await stage.pass(300);
	},
};
