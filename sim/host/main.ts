import { RealClock } from "../clock/real-clock";
import { LocalHost } from "./local-host";

/**
 * The process that runs all game servers and the local Roblox on the machine's own time. Its parent tells it what to
 * do over the process channel, and it ends with the channel.
 */
const clock = new RealClock();
const host = new LocalHost({
	clock,
	fetch: (request) => fetch(request),
	serve: (handle) => {
		const server = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: handle });
		return `http://127.0.0.1:${server.port}`;
	},
});

process.on("message", (message: unknown) => {
	const answer = host.answer(message);
	process.send?.(answer);
});
// Ctrl-C reaches the whole group; the parent decides in which order things end, and the channel ends with it.
process.on("SIGINT", () => undefined);
process.on("disconnect", () => process.exit(0));
