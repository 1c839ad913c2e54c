import { Backoff } from "../link/backoff";
import type { Ports } from "../ports";

const RETRY_SECONDS_MIN = 1;
const RETRY_SECONDS_MAX = 60;

/** This server's ear on the command topic. Until it stands, commands still come with every pull. */
export class Subscription {
	private subscribed = false;
	private topic: string | undefined;

	constructor(
		private readonly ports: Pick<Ports, "messaging" | "scheduler" | "random" | "log">,
		private readonly hear: (text: string) => void,
	) {}

	isSubscribed(): boolean {
		return this.subscribed;
	}

	/** Yields until the subscription stands. Asking for the same topic again changes nothing. */
	subscribeAsync(topic: string): void {
		if (this.topic === topic) return;
		this.topic = topic;
		this.subscribed = false;
		const backoff = new Backoff(this.ports.random, RETRY_SECONDS_MIN, RETRY_SECONDS_MAX);
		while (this.topic === topic) {
			if (this.ports.messaging.subscribeAsync(topic, this.hear)) {
				this.subscribed = true;
				return;
			}
			this.ports.log.warn("subscribe-failed", { topic });
			this.ports.scheduler.waitAsync(backoff.nextSeconds());
		}
	}
}
