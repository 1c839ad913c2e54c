import { handOver } from "./hand-over";

/** `bench:ingest`: measures how fast receipts are taken in, next to what one would build otherwise. */
await handOver(["bench/ingest/main.ts", ...process.argv.slice(2)]);
