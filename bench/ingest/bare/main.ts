import { openDatabase } from "../../../companion/database/open-database";
import { machinePorts } from "../../../companion/machine-ports";
import { numberIn, textIn } from "../../../companion/answer-fields";
import { createReceiptStream } from "../load/receipt-stream";
import { prepareRows } from "./prepare-rows";
import { createRowWriter } from "./row-writer";

/**
 * The bare database: writes rows that were worked out beforehand, in transactions of a given size, and does nothing else.
 * Prints how many receipts it wrote and in how many seconds, as one line.
 */
const job: unknown = JSON.parse(process.argv[2] ?? "");
const field = (name: string): number => numberIn(job, name) ?? 0;
const perTransaction = field("receiptsPerTransaction");
const database = openDatabase(textIn(job, "databasePath") ?? "");
const stream = createReceiptStream(field("rows"));
const rows = prepareRows(database, stream, machinePorts.random, { first: field("first"), count: field("supply") });
const write = createRowWriter(database);
Bun.gc(true);

const started = performance.now();
const end = started + field("seconds") * 1_000;
let written = 0;
while (performance.now() < end && written < rows.length) {
	const part = rows.slice(written, written + perTransaction);
	database.run("BEGIN IMMEDIATE");
	part.forEach(write);
	database.run("COMMIT");
	written += part.length;
}
const seconds = (performance.now() - started) / 1_000;
database.close();
process.stdout.write(`${JSON.stringify({ receipts: written, seconds })}\n`);
