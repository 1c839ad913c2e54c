import { expect, test } from "bun:test";
import { changeRequest, startTestCompanion } from "./testing/test-companion";
import { receiptOf, startTestServer } from "./testing/test-server";

test("a command reaches the player's server, and its receipt settles it and fills the audit", async () => {
	const world = startTestCompanion();
	const server = await startTestServer(world, "job-3");
	await server.beat({ players: [77] });
	const heard: string[] = [];
	world.companion.ledger.onSettled((command) => heard.push(`${command.id} ${command.state} ${command.balance}`));

	const submission = await world.settled(world.companion.ledger.submit(changeRequest()));
	expect(submission.kind).toBe("accepted");
	await world.time.settle();
	expect(world.roblox.published).toHaveLength(1);
	expect(world.roblox.published[0]).toMatchObject({
		topic: "discord-commands-job-3",
		message: { id: "discord:1", to: "job-3", seq: 1, delta: 50, create: true, actor: "discord:31", source: "discord" },
	});

	const { commands } = await server.beat({ players: [77] });
	expect(commands).toHaveLength(1);
	const [command] = commands;
	if (command === undefined) throw new Error("the server was handed nothing");
	const answer = await server.ship([receiptOf(command)]);
	expect(answer).toEqual({
		results: [{ born: command.born, revision: 1, status: "stored", code: undefined }],
		acked: { [command.born]: 1 },
	});
	expect(heard).toEqual(["discord:1 committed 50"]);
	expect(world.companion.auditReader.list({ limit: 5 })?.rows).toMatchObject([
		{
			userId: 77,
			userName: "Builder",
			actorName: "mod",
			actor: "discord:31",
			reason: "event prize",
			delta: 50,
			balance: 50,
		},
	]);
	expect((await server.beat({ players: [77] })).commands).toEqual([]);
	expect(world.alarms()).toEqual([]);
});
