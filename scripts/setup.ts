import { handOver } from "./hand-over";

/** `setup`: asks for the companion's settings. */
await handOver(["companion/main.ts", "setup", ...process.argv.slice(2)], { compiles: false });
