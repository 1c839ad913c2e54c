import { handOver } from "./hand-over";

/** `bench:opencloud`: counts what a command costs in calls to Roblox. */
await handOver(["sim/bench/opencloud-main.ts", ...process.argv.slice(2)]);
