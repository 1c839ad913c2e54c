import { handOver } from "./hand-over";

/** `test:kill`: kills the companion under load, again and again, and holds its audit to every answer it gave. */
await handOver(["sim/kill/main.ts", ...process.argv.slice(2)]);
