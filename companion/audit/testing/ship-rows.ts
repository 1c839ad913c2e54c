import { receiptOf, startTestServer } from "../../testing/test-server";
import { startTestCompanion, TEST_START, type TestCompanion } from "../../testing/test-companion";
import { RECEIPT_BATCH_MAX } from "../../../shared/limits";

/** 2026-01-01, in Unix seconds. */
export const START = TEST_START / 1000;

export interface ShippedRow {
	readonly userId: number;
	readonly delta: number;
	readonly actor: string;
	readonly source: string;
	readonly reason: string;
	/** Unix seconds. */
	readonly at: number;
}

export const ROW: ShippedRow = { userId: 1, delta: 1, actor: "game", source: "game", reason: "quest", at: START };

/** Receipts that a game server ships in this order; each player has one wallet life, and its numbers grow from 1. */
export async function shipRows(world: TestCompanion, rows: readonly Partial<ShippedRow>[]): Promise<void> {
	const server = await startTestServer(world, "job-1");
	const wallets = new Map<number, { revision: number; balance: number }>();
	const receipts = rows.map((changes) => {
		const { userId, at, ...row } = { ...ROW, ...changes };
		const last = wallets.get(userId) ?? { revision: 0, balance: 0 };
		const next = { revision: last.revision + 1, balance: last.balance + row.delta };
		wallets.set(userId, next);
		const game = { ...row, id: "", userId, born: `life-${userId}`, epoch: 1, seq: 1 };
		return receiptOf(game, { ...next, at, commandId: undefined, seq: undefined });
	});
	for (let first = 0; first < receipts.length; first += RECEIPT_BATCH_MAX) {
		await server.ship(receipts.slice(first, first + RECEIPT_BATCH_MAX));
	}
}

/** A companion whose audit holds these rows, and whose digest knows them. */
export async function startWithRows(rows: readonly Partial<ShippedRow>[]): Promise<TestCompanion> {
	const world = startTestCompanion();
	await shipRows(world, rows);
	await world.time.advance(5_000);
	return world;
}
