import { bunPlatform } from "../../shared/bun/platform";
import { encodeCommand, encodeRing } from "../../shared/protocol/command-codec";
import type { Transactions } from "../database/transactions";
import type { Cancel, Ports } from "../ports";
import type { Messaging } from "../roblox/open-cloud/open-cloud";
import { Doorbells, UNDER_WAY_PER_SERVER_MAX } from "./doorbells";
import type { SignEnvelope } from "./envelope";
import type { OpenCommands, Outgoing } from "./open-commands";

/** Commands rung in one go; the rest follows in the next. */
const RUNG_AT_ONCE_MAX = 50;
/** A journal that cannot be written is asked again after this long. */
const TROUBLE_PAUSE_MILLISECONDS = 1_000;

export interface Dispatcher {
	/** Looks at what is due next. Called in every unit that may have changed it, or after its commit. */
	wake(): void;
	stop(): void;
}

interface Parts {
	readonly ports: Pick<Ports, "clock" | "timers" | "log">;
	readonly transactions: Transactions;
	readonly openCommands: OpenCommands;
	readonly messaging: Messaging;
	readonly sign: SignEnvelope;
	/** Where a server listens. */
	readonly topicOf: (serverId: string) => string;
	/** False while another database may command the wallets: then nothing leaves. */
	readonly mayCommand: () => boolean;
}

/** Rings open commands with one timer, set to the next moment at which something is due. */
export function createDispatcher(parts: Parts): Dispatcher {
	const { clock, timers, log } = parts.ports;
	const doorbells = new Doorbells(publish);
	let cancelTimer: Cancel | undefined;
	let ringing = false;
	let stopped = false;

	function wakeAfter(milliseconds: number): void {
		cancelTimer?.();
		cancelTimer = timers.after(milliseconds, () => {
			cancelTimer = undefined;
			void ring();
		});
	}

	function wake(): void {
		// While a round is being committed its rows still look due; the round itself looks again at its end.
		if (stopped || ringing || !parts.mayCommand()) return;
		const dueAt = parts.openCommands.nextDueAt();
		if (dueAt === undefined) return;
		const wait = dueAt - clock.now();
		if (wait > 0) wakeAfter(wait);
		else void ring();
	}

	async function ring(): Promise<void> {
		if (stopped || ringing || !parts.mayCommand()) return;
		ringing = true;
		try {
			const rung = await parts.transactions.run(() => takeRound(parts, clock.now()));
			for (const one of rung) {
				for (const message of toMessages(parts.sign, one, clock.now())) doorbells.send(one.to, one.topic, message);
			}
			ringing = false;
			wake();
		} catch (error) {
			ringing = false;
			log({ level: "error", event: "dispatch-failed", facts: { message: messageOf(error) } });
			if (!stopped) wakeAfter(TROUBLE_PAUSE_MILLISECONDS);
		}
	}

	/** A lost doorbell costs time only, so a failure is told and nothing else. */
	async function publish(topic: string, message: string): Promise<void> {
		const result = await parts.messaging.publish(topic, message);
		if (!result.ok) log({ level: "warning", event: "publish-failed", facts: { ...result.error } });
	}

	return {
		wake,
		stop: () => {
			stopped = true;
			cancelTimer?.();
		},
	};
}

/** What one server is rung for, and where it listens. */
interface Rung {
	readonly to: string;
	readonly topic: string;
	readonly commands: readonly Outgoing[];
}

function takeRound({ openCommands, topicOf }: Parts, now: number): readonly Rung[] {
	openCommands.expire(now);
	const outgoing = Map.groupBy(openCommands.takeDue(now, RUNG_AT_ONCE_MAX), (item) => item.to);
	return [...outgoing].map(([to, commands]) => ({ to, commands, topic: topicOf(to) }));
}

/** An envelope for each command, or one ring where they are many or too long. */
function toMessages(sign: SignEnvelope, { to, commands }: Rung, now: number): readonly string[] {
	const ring = encodeRing(bunPlatform, { to });
	// It pulls them all with one request.
	if (commands.length > UNDER_WAY_PER_SERVER_MAX) return [ring];
	const envelopes = commands.map((command) => encodeCommand(bunPlatform, sign(command, now)));
	const messages = envelopes.flatMap((envelope) => (envelope.ok ? [envelope.value] : []));
	return messages.length === commands.length ? messages : [...messages, ring];
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
