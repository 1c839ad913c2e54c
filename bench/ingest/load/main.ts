import { runClosedLoop } from "./closed-loop";
import { openConnection } from "./connection";
import { readLoadJob } from "./load-job";
import { runOpenLoop } from "./open-loop";
import { createReceiptStream } from "./receipt-stream";
import { prepareSupply } from "./supply";
import { createTally } from "./tally";

/** The load: a process of its own, so that it takes no time from what it measures. Prints its result as one line. */
const job = readLoadJob(JSON.parse(process.argv[2] ?? ""));
const { keys, batchSize, first, supply: count } = job;
const stream = createReceiptStream(job.rows);
const supply = prepareSupply({ stream, keys, batchSize, first, count, now: Math.floor(Date.now() / 1000) });
const connections = await Promise.all(Array.from({ length: job.connections }, () => openConnection(job.port)));
const tally = createTally(batchSize);
Bun.gc(true);
const { ratePerSecond } = job;
const outcome =
	ratePerSecond === undefined
		? await runClosedLoop(connections, supply, tally, job)
		: await runOpenLoop(connections, supply, tally, { ...job, ratePerSecond });
for (const connection of connections) connection.close();
process.stdout.write(`${JSON.stringify(tally.finish(outcome.measuredSeconds, outcome.ranDry))}\n`);
process.exit(0);
