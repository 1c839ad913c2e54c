import { handOver } from "./hand-over";

/** `bench:query`: how long questions to the audit take. */
await handOver(["bench/query/main.ts", ...process.argv.slice(2)]);
