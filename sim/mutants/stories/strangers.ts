import { SECOND } from "../../clock/scheduler";
import { AVA, HANA, type Stage } from "../stage/stage";
import type { Story } from "./story";

const OLD_SECONDS = 300;
const DOORBELL_OLD_SECONDS = 900;

export const strangers: Story = {
	about: "a member without the role gives coins; somebody repeats recorded requests and messages much later",
	play: async (stage) => {
		await stage.startServer(AVA);
		await stage.startServer();
		stage.members.ask(AVA, 5);
		stage.members.ask(HANA, 5);
		await stage.pass(20);
		await tryWithoutRole(stage);
		await stage.pass(OLD_SECONDS);
		await repeatRequest(stage, "/log/transactions");
		await stage.pass(DOORBELL_OLD_SECONDS);
		await repeatDoorbell(stage);
	},
};

async function tryWithoutRole(stage: Stage): Promise<void> {
	const time = stage.clock.now();
	const commandId = stage.members.ask(AVA, 1_000, { hasRole: false });
	await stage.pass(20);
	const replies = stage.recorder.replies.filter((reply) => reply.commandId === commandId);
	const wasTaken = replies.some(({ outcome }) => outcome !== "not-accepted");
	stage.intrusions.push({ time, what: "a command by a member without the role", wasTaken });
}

/** Exactly as it was recorded: signed by a real server, its time included. */
async function repeatRequest(stage: Stage, route: string): Promise<void> {
	const time = stage.clock.now();
	const recorded = stage.sent.find(({ url }) => url.endsWith(route));
	if (recorded === undefined) throw new Error(`nothing was sent to ${route}`);
	const answer = stage.companion.handle(recorded.again());
	await stage.pass(2);
	const { status } = await answer;
	const ageSeconds = (time - recorded.time) / SECOND;
	stage.intrusions.push({ time, what: `a request ${ageSeconds} s old`, wasTaken: status < 400 });
}

/** Taken, if any server goes to the data store for it. */
async function repeatDoorbell(stage: Stage): Promise<void> {
	const time = stage.clock.now();
	const { events } = stage.recorder;
	const recorded = events.flatMap(({ event }) =>
		event.kind === "message.delivered" && event.data.includes(String(HANA.id)) && event.data.includes("sig")
			? [event.data]
			: [],
	)[0];
	if (recorded === undefined) throw new Error("no message was recorded");
	const before = events.length;
	await stage.publish(String(JSON.parse(recorded)));
	await stage.pass(5);
	const key = `Player_${HANA.id}`;
	const wasTaken = events.slice(before).some(({ event }) => event.kind === "store.called" && event.request.key === key);
	stage.intrusions.push({ time, what: "a message from a quarter of an hour ago", wasTaken });
}
