import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "../../../companion/database/open-database";
import type { ContenderName, StoringName } from "../contenders/contender";
import type { ReceiptStream } from "../load/receipt-stream";
import { prefillCompanion } from "./prefill-companion";
import { prefillPeer } from "./prefill-peer";

export interface Databases {
	pathOf(contender: ContenderName): string;
	readonly barePath: string;
	/** A database with the contender's tables and nothing in them. */
	makeEmpty(contender: StoringName): string;
	remove(): void;
}

/** Makes the databases of all contenders anew, each with the same receipts in its own tables. */
export function prefillAll(folder: string, stream: ReceiptStream, say: (line: string) => void): Databases {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const pathOf = (name: string): string => join(folder, `${name}.sqlite`);
	const now = Date.now();
	const timed = (what: string, run: () => void): void => {
		const started = performance.now();
		run();
		say(`${what} (${((performance.now() - started) / 1_000).toFixed(1)} s)`);
	};
	timed(`${stream.rows} rows for the companion`, () => prefillCompanion(pathOf("companion"), stream, now));
	timed("the same for the bare database", () => copyFileSync(pathOf("companion"), pathOf("bare")));
	timed(`${stream.rows} rows for Fastify`, () => prefillPeer(pathOf("fastifyGroupCommit"), stream, now));
	timed("the same for Express", () => copyFileSync(pathOf("fastifyGroupCommit"), pathOf("expressPrisma")));
	return {
		pathOf,
		barePath: pathOf("bare"),
		makeEmpty: (contender) => {
			const path = pathOf(`${contender}-conformance`);
			// The companion makes its own tables when it starts.
			if (contender === "companion") openDatabase(path).close();
			else prefillPeer(path, { ...stream, rows: 0, walletCount: 0 }, now);
			return path;
		},
		remove: () => rmSync(folder, { recursive: true, force: true }),
	};
}
