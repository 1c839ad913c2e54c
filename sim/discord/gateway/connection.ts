import type { Scheduler } from "../../clock/scheduler";
import { SECOND } from "../../clock/scheduler";
import type { Session, Line } from "./session";
import {
	Close,
	FRAMES_PER_WINDOW_MAX,
	FRAME_BYTES_MAX,
	FRAME_WINDOW_SECONDS,
	type Frame,
	HEARTBEAT_INTERVAL_MILLIS,
	Op,
	frameText,
	readFrame,
} from "./protocol";

export interface ConnectionHandler {
	/** Frames other than heartbeats, which the connection answers by itself. */
	onFrame(connection: Connection, frame: Frame): void;
	readonly acksWithheld: boolean;
}

/** One WebSocket of a bot: greeting, limits on what it sends, heartbeats. */
export class Connection implements Line {
	session: Session | undefined;
	private readonly sentAt: number[] = [];
	private closed = false;

	constructor(
		private readonly socket: { send(text: string): unknown; close(code: number, reason: string): void },
		private readonly scheduler: Scheduler,
		private readonly handler: ConnectionHandler,
	) {}

	greet(): void {
		this.send(frameText(Op.HELLO, { heartbeat_interval: HEARTBEAT_INTERVAL_MILLIS, _trace: [] }));
	}

	/** Takes one frame from the bot; a broken, long or surplus one ends the connection with its code. */
	receive(text: string): void {
		if (this.closed) return;
		if (Buffer.byteLength(text) > FRAME_BYTES_MAX) return this.close(Close.DECODE_ERROR, "Payload too large.");
		if (this.isOverLimit()) return this.close(Close.RATE_LIMITED, "You are being rate limited.");
		const frame = readFrame(text);
		if (!frame) return this.close(Close.DECODE_ERROR, "Error while decoding payload.");
		if (frame.op !== Op.HEARTBEAT) return this.handler.onFrame(this, frame);
		if (!this.handler.acksWithheld) this.send(frameText(Op.HEARTBEAT_ACK, null));
	}

	send(text: string): void {
		if (!this.closed) this.socket.send(text);
	}

	close(code: number, reason: string): void {
		if (this.closed) return;
		this.closed = true;
		this.socket.close(code, reason);
	}

	private isOverLimit(): boolean {
		const now = this.scheduler.now();
		this.sentAt.push(now);
		while ((this.sentAt[0] ?? now) <= now - FRAME_WINDOW_SECONDS * SECOND) this.sentAt.shift();
		return this.sentAt.length > FRAMES_PER_WINDOW_MAX;
	}
}
