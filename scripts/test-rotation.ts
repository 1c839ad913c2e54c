import { handOver } from "./hand-over";

/** `test:rotation`: replaces the companion's long-lived keys under load; no request may be refused for it. */
await handOver(["sim/rotation/main.ts", ...process.argv.slice(2)]);
