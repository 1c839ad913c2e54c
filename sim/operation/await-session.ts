import type { SessionAnswer } from "../../shared/protocol/session";
import type { RunningProgram } from "./program";
import { openSession } from "./signed-sender";

const SESSION_MILLIS_MAX = 30_000;

/** A game server's session, asked for until the program listens and its fence was compared. */
export async function awaitSession(
	program: RunningProgram,
	jobId = "job-1",
	gameSecret?: string,
): Promise<SessionAnswer> {
	const url = await program.url();
	const deadline = performance.now() + SESSION_MILLIS_MAX;
	for (;;) {
		const session = await openSession(url, jobId, gameSecret);
		if (session !== undefined) return session;
		if (performance.now() > deadline) throw new Error(`no session was given:\n${program.output()}`);
		await Bun.sleep(5);
	}
}
