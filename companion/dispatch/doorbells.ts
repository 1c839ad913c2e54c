import { bunPlatform } from "../../shared/bun/platform";
import { encodeRing } from "../../shared/protocol/command-codec";

/** Messages to one server that wait for budget or for Roblox's answer; whatever comes meanwhile is one bare ring. */
export const UNDER_WAY_PER_SERVER_MAX = 3;

interface Line {
	underWay: number;
	isRingWanted: boolean;
}

/**
 * Sends messages to servers. In a rush there are more commands than messages that Roblox takes: each would wait for those
 * before it until it is too late. But one ring makes a server pull everything, so nothing waits behind three messages.
 */
export class Doorbells {
	readonly #publish: (topic: string, message: string) => Promise<void>;
	readonly #lines = new Map<string, Line>();

	/** `publish` never rejects. */
	constructor(publish: (topic: string, message: string) => Promise<void>) {
		this.#publish = publish;
	}

	send(to: string, topic: string, message: string): void {
		const line = this.#lines.get(to) ?? { underWay: 0, isRingWanted: false };
		this.#lines.set(to, line);
		if (line.underWay >= UNDER_WAY_PER_SERVER_MAX) {
			line.isRingWanted = true;
			return;
		}
		line.underWay += 1;
		void this.#publish(topic, message).finally(() => this.#end(to, topic, line));
	}

	#end(to: string, topic: string, line: Line): void {
		line.underWay -= 1;
		if (line.underWay === 0) this.#lines.delete(to);
		if (!line.isRingWanted) return;
		line.isRingWanted = false;
		this.send(to, topic, encodeRing(bunPlatform, { to }));
	}
}
