import { describe, expect, test } from "bun:test";
import type { SignedCommand } from "../../shared/protocol/command";
import { startTestCompanion, changeRequest, type TestCompanion } from "../testing/test-companion";
import { receiptOf, startTestServer, type TestServer } from "../testing/test-server";

interface Scene {
	readonly world: TestCompanion;
	readonly server: TestServer;
	readonly commands: readonly SignedCommand[];
	/** The command with this number. */
	readonly command: (seq: number) => SignedCommand;
	readonly state: (id: string) => Promise<string | undefined>;
}

/** One server with the player, and so many commands of 50 handed to it. */
async function setScene(count: number): Promise<Scene> {
	const world = startTestCompanion();
	const server = await startTestServer(world, "job-1");
	for (let number = 1; number <= count; number += 1) {
		await world.settled(world.companion.ledger.submit(changeRequest({ id: `discord:${number}` })));
	}
	const { commands } = await server.beat({ players: [77] });
	return {
		world,
		server,
		commands,
		command: (seq) => {
			const command = commands.find((candidate) => candidate.seq === seq);
			if (command === undefined) throw new Error(`no command ${seq}`);
			return command;
		},
		state: async (id) => (await world.settled(world.companion.ledger.find(id)))?.state,
	};
}

function countRows(world: TestCompanion): number {
	return world.companion.auditReader.list({ limit: 100 })?.rows.length ?? -1;
}

describe("ingesting receipts", () => {
	test("a receipt that comes again is recognised and stored once", async () => {
		const { world, server, command } = await setScene(1);
		const receipt = receiptOf(command(1));
		await server.ship([receipt]);
		await world.time.advance(1_000);
		const again = await server.ship([receipt]);
		expect(again.results).toMatchObject([{ revision: 1, status: "deduped" }]);
		expect(again.acked).toEqual({ [command(1).born]: 1 });
		expect(countRows(world)).toBe(1);
	});

	test("the same receipt twice in one batch is stored once", async () => {
		const { world, server, command } = await setScene(1);
		const answer = await server.ship([receiptOf(command(1)), receiptOf(command(1))]);
		expect(answer.results.map((result) => result.status)).toEqual(["stored", "deduped"]);
		expect(countRows(world)).toBe(1);
	});

	test("another receipt under a known number is refused, raises an alarm and changes nothing", async () => {
		const { world, server, command, state } = await setScene(2);
		await server.ship([receiptOf(command(1))]);
		const forged = receiptOf(command(2), { revision: 1, balance: 50 });
		const answer = await server.ship([forged]);
		expect(answer.results).toMatchObject([{ revision: 1, status: "refused", code: "receipt-conflict" }]);
		expect(world.alarms()).toEqual(["receipt-conflict"]);
		expect(await state("discord:2")).toBe("published");
		expect(countRows(world)).toBe(1);
	});

	test("the acknowledgement stops below a gap and passes it once it is filled", async () => {
		const { server, command } = await setScene(3);
		const { born } = command(1);
		expect((await server.ship([receiptOf(command(2), { balance: 100 })])).acked).toEqual({ [born]: 0 });
		expect((await server.ship([receiptOf(command(3), { balance: 150 })])).acked).toEqual({ [born]: 0 });
		expect((await server.ship([receiptOf(command(1))])).acked).toEqual({ [born]: 3 });
	});

	test("heartbeats carry what was acknowledged, and so do later commands", async () => {
		const { world, server, command } = await setScene(1);
		const { born } = command(1);
		await server.ship([receiptOf(command(1))]);
		const wallet = { userId: 77, born, epoch: 1, lastSeq: 1, revision: 1, acked: 0 };
		expect((await server.beat({ players: [77], wallets: [wallet] })).acked).toEqual({ [born]: 1 });
		await world.settled(world.companion.ledger.submit(changeRequest({ id: "discord:9" })));
		const { commands } = await server.beat({ players: [77], wallets: [wallet] });
		expect(commands).toMatchObject([{ seq: 2, acked: 1, create: undefined }]);
	});

	test("a refusal settles its command with code and balance", async () => {
		const { world, server, command } = await setScene(1);
		const heard: unknown[] = [];
		world.companion.ledger.onSettled(({ state, code, balance }) => heard.push([state, code, balance]));
		await server.ship([receiptOf(command(1), { kind: "refused", code: "insufficient-funds", delta: 0, balance: 7 })]);
		expect(heard).toEqual([["refused", "insufficient-funds", 7]]);
	});

	test("a repeat tells the first outcome, also when the first receipt comes after it", async () => {
		const { server, command, state } = await setScene(2);
		const repeat = receiptOf(command(1), { revision: 2, seq: 5, kind: "repeat", delta: 0, balance: 50 });
		await server.ship([repeat]);
		expect(await state("discord:1")).toBe("published");
		await server.ship([receiptOf(command(1))]);
		expect(await state("discord:1")).toBe("committed");
	});

	test("a game change whose key looks like a command's id settles no command", async () => {
		const { server, command, state } = await setScene(1);
		await server.ship([receiptOf(command(1), { seq: undefined, source: "game", actor: "game" })]);
		expect(await state("discord:1")).toBe("published");
	});

	test("a receipt of another player's wallet settles no command", async () => {
		const { server, command, state } = await setScene(1);
		await server.ship([{ ...receiptOf(command(1)), userId: 78, born: "elsewhere" }]);
		expect(await state("discord:1")).toBe("published");
	});

	test("a receipt of another wallet life is kept and may settle a command, but numbers nothing", async () => {
		const { world, server, command, state } = await setScene(1);
		await server.ship([{ ...receiptOf(command(1)), born: "past-life" }]);
		expect(await state("discord:1")).toBe("committed");
		await world.settled(world.companion.ledger.submit(changeRequest({ id: "discord:2" })));
		const { commands } = await server.beat({ players: [77] });
		expect(commands).toMatchObject([{ born: command(1).born, seq: 2, create: true }]);
	});
});

test("audit rows can be neither changed nor deleted nor replaced", async () => {
	const { world, server, command } = await setScene(1);
	await server.ship([receiptOf(command(1))]);
	const { database } = world;
	expect(() => database.run("UPDATE audit_entry SET delta = 1")).toThrow("append-only");
	expect(() => database.run("DELETE FROM audit_entry")).toThrow("append-only");
	expect(() => database.run("INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry")).toThrow("append-only");
	expect(countRows(world)).toBe(1);
});
