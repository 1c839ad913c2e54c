import { handOver } from "./hand-over";

/** `bench:game`: what the game's code costs a server. */
await handOver(["bench/game/main.ts", ...process.argv.slice(2)]);
