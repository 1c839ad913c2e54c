import { after, type Scheduler } from "../clock/scheduler";
import type { Random } from "../random";
import { drawMicros, type Latencies } from "./latencies";
import { MESSAGE_BYTES_MAX, TOPIC_CHARACTERS_MAX, type Messaging, type Subscriber } from "./messaging";
import { RateWindow } from "./rate-window";

export interface MessageGatewayPorts {
	readonly scheduler: Scheduler;
	readonly random: Random;
	readonly latencies: Latencies;
	readonly messaging: Messaging;
	readonly subscriber: Subscriber;
}

/** MessagingService of one server: its limits, and the way to the shared topics. Limits: creator-docs, `classes/MessagingService`. */
export class MessageGateway {
	readonly #ports: MessageGatewayPorts;
	readonly #sent: RateWindow;
	readonly #subscribed: RateWindow;
	#isClosed = false;

	constructor(ports: MessageGatewayPorts) {
		this.#ports = ports;
		this.#sent = new RateWindow(ports.scheduler, () => 600 + 240 * ports.subscriber.players());
		this.#subscribed = new RateWindow(ports.scheduler, () => 240);
	}

	publish(id: number, topic: string, data: string): void {
		const problem = checkTopic(topic) ?? checkSize(data);
		if (problem !== undefined) return this.#fail(id, problem);
		if (!this.#sent.take()) return this.#fail(id, "MessagingService: PublishAsync was throttled");
		this.#acrossAndBack(id, this.#ports.latencies.publishLeg, () => this.#ports.messaging.publish(topic, data));
	}

	/** Messages arrive under `subscription` from the moment the backend has it, which is before the script knows. */
	subscribe(id: number, topic: string, subscription: number): void {
		const { messaging, subscriber, latencies } = this.#ports;
		const problem = checkTopic(topic);
		if (problem !== undefined) return this.#fail(id, problem);
		const subscriptionsMax = 20 + 8 * subscriber.players();
		if (!this.#subscribed.take() || messaging.subscriptionsOf(subscriber.jobId) >= subscriptionsMax) {
			return this.#fail(id, "MessagingService: SubscribeAsync was throttled");
		}
		this.#acrossAndBack(id, latencies.subscribeLeg, () => {
			if (!this.#isClosed) messaging.subscribe(subscriber, topic, subscription);
		});
	}

	unsubscribe(subscription: number): void {
		this.#ports.messaging.unsubscribe(this.#ports.subscriber.jobId, subscription);
	}

	/** The server is gone: what it published still goes out, nothing comes in. */
	close(): void {
		this.#isClosed = true;
		this.#ports.messaging.dropServer(this.#ports.subscriber.jobId);
	}

	#acrossAndBack(id: number, leg: readonly [number, number], act: () => void): void {
		const { scheduler, random, subscriber } = this.#ports;
		const there = drawMicros(random, leg);
		const back = drawMicros(random, leg);
		after(scheduler, there, () => {
			act();
			after(scheduler, back, () => subscriber.deliver({ t: "answer", id, ok: true, value: null }));
		});
	}

	#fail(id: number, error: string): void {
		this.#ports.subscriber.deliver({ t: "answer", id, ok: false, error });
	}
}

/** Undefined when it may be used. */
export function checkTopic(topic: string): string | undefined {
	const length = [...topic].length;
	if (length >= 1 && length <= TOPIC_CHARACTERS_MAX) return undefined;
	return `MessagingService: a topic has 1 to ${TOPIC_CHARACTERS_MAX} characters`;
}

function checkSize(data: string): string | undefined {
	if (Buffer.byteLength(data) <= MESSAGE_BYTES_MAX) return undefined;
	return `MessagingService: a message has at most ${MESSAGE_BYTES_MAX} bytes`;
}
