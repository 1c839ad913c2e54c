import { handOver } from "./hand-over";

/** `demo`: the tour, and then whatever is typed. */
await handOver(["sim/demo/main.ts", ...process.argv.slice(2)]);
