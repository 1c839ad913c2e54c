import { after, type Scheduler } from "../clock/scheduler";
import type { InboxRecord } from "../luau/records";
import type { Random } from "../random";
import type { EventListener } from "./events";
import type { MessageFaults } from "./faults";
import { drawMicros, type Latencies } from "./latencies";
import { RateWindow } from "./rate-window";

/** Creator-docs, `classes/MessagingService`: 1 kB in the engine, 1 to 80 characters for a topic. */
export const MESSAGE_BYTES_MAX = 1_024;
export const TOPIC_CHARACTERS_MAX = 80;

export interface Subscriber {
	readonly jobId: string;
	readonly players: () => number;
	readonly deliver: (record: InboxRecord) => void;
}

export interface MessagingPorts {
	readonly scheduler: Scheduler;
	readonly random: Random;
	readonly latencies: Latencies;
	readonly faults: MessageFaults;
	/** How many servers run now. */
	readonly servers: () => number;
	readonly emit: EventListener;
}

interface Subscription {
	readonly subscriber: Subscriber;
	readonly topic: string;
	readonly number: number;
}

/** Topics of the experience. Nothing is kept: who is not subscribed when a message arrives at the backend misses it. */
export class Messaging {
	readonly #ports: MessagingPorts;
	readonly #subscriptions: Subscription[] = [];
	readonly #topicReceived = new Map<string, RateWindow>();
	readonly #gameReceived: RateWindow;

	constructor(ports: MessagingPorts) {
		this.#ports = ports;
		this.#gameReceived = new RateWindow(ports.scheduler, () => 400 + 200 * ports.servers());
	}

	subscriptionsOf(jobId: string): number {
		return this.#subscriptions.filter((subscription) => subscription.subscriber.jobId === jobId).length;
	}

	subscribe(subscriber: Subscriber, topic: string, number: number): void {
		this.#subscriptions.push({ subscriber, topic, number });
	}

	unsubscribe(jobId: string, number: number): void {
		const index = this.#subscriptions.findIndex((one) => one.subscriber.jobId === jobId && one.number === number);
		if (index >= 0) this.#subscriptions.splice(index, 1);
	}

	/** The server is gone. Copies under way to it get lost. */
	dropServer(jobId: string): void {
		for (const subscription of this.#subscriptions.filter((one) => one.subscriber.jobId === jobId)) {
			this.unsubscribe(jobId, subscription.number);
		}
	}

	/** A message has reached the backend; the copies go out. `data` is JSON text. Lost and double copies are faults. */
	publish(topic: string, data: string): void {
		const { scheduler, random, latencies, faults } = this.#ports;
		const sent = scheduler.unixMillis() / 1_000;
		for (const subscription of this.#subscriptions.filter((one) => one.topic === topic)) {
			const { jobId } = subscription.subscriber;
			const usualDelayMicros = drawMicros(random, latencies.delivery);
			for (const delay of faults.decide({ topic, jobId, data, usualDelayMicros })) {
				after(scheduler, delay, () => this.#deliver(subscription, data, sent));
			}
		}
	}

	/** Over a receive limit a copy is dropped; the documents do not say what the platform does. */
	#deliver(subscription: Subscription, data: string, sent: number): void {
		if (!this.#subscriptions.includes(subscription)) return;
		const { subscriber, topic, number } = subscription;
		if (!this.#topicWindow(topic).take() || !this.#gameReceived.take()) return;
		const { scheduler, emit } = this.#ports;
		emit({ kind: "message.delivered", jobId: subscriber.jobId, topic, data }, scheduler.now());
		subscriber.deliver({ t: "message", subscription: number, data, sent });
	}

	#topicWindow(topic: string): RateWindow {
		const known = this.#topicReceived.get(topic);
		if (known !== undefined) return known;
		const window = new RateWindow(this.#ports.scheduler, () => 40 + 80 * this.#ports.servers());
		this.#topicReceived.set(topic, window);
		return window;
	}
}
