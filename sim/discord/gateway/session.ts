import { Op, frameText } from "./protocol";

/** Where a session's frames go while a bot is connected. */
export interface Line {
	send(text: string): void;
	close(code: number, reason: string): void;
}

interface SentEvent {
	readonly seq: number;
	readonly text: string;
}

const EVENTS_KEPT_MAX = 1_000;

/** One identified bot: numbers its events and keeps them, so that a resumed connection can have the missed ones. */
export class Session {
	line: Line | undefined;
	/** Microseconds at which the line was lost. */
	lostAt = 0;
	private seq = 0;
	private readonly events: SentEvent[] = [];

	constructor(
		readonly id: string,
		readonly intents: number,
	) {}

	dispatch(event: string, data: unknown): void {
		this.seq += 1;
		const text = frameText(Op.DISPATCH, data, { s: this.seq, t: event });
		this.events.push({ seq: this.seq, text });
		if (this.events.length > EVENTS_KEPT_MAX) this.events.shift();
		this.line?.send(text);
	}

	/** Whether everything after `seq` is still here. A number from the future is none of this session's. */
	canReplay(seq: number): boolean {
		const oldest = this.events[0]?.seq ?? 1;
		return seq <= this.seq && seq >= oldest - 1;
	}

	isFuture(seq: number): boolean {
		return seq > this.seq;
	}

	/** Sends the missed events in order, then RESUMED. */
	resume(line: Line, seq: number): void {
		this.line = line;
		for (const event of this.events.filter((item) => item.seq > seq)) line.send(event.text);
		this.dispatch("RESUMED", {});
	}
}
