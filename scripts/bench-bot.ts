import { handOver } from "./hand-over";

/** `bench:bot`: how long commands in Discord take, to the first answer and to the outcome. */
await handOver(["bench/bot/main.ts", ...process.argv.slice(2)]);
