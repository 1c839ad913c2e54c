import { handOver } from "./hand-over";

/** `bench:sim`: measures how fast the simulation plays the listed seeds. */
await handOver(["sim/soak/bench-main.ts", ...process.argv.slice(2)]);
