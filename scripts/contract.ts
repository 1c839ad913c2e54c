import { handOver } from "./hand-over";

/**
 * `contract`: plays every call of the Open Cloud client against Roblox's own description: on the local Roblox, or with
 * `--live` on the real one, whom it also asks what the documents leave open.
 */
await handOver(["sim/contract/main.ts", ...process.argv.slice(2)]);
