import { handOver } from "./hand-over";

/** `bench:size`: how many bytes a receipt takes in the database, and how long a backup of it takes. */
await handOver(["sim/size/main.ts", ...process.argv.slice(2)]);
