import type { Alarm, AlarmPlace, Alarms } from "../../alarms/alarm";
import type { Transactions } from "../../database/transactions";
import type { Cancel, Ports } from "../../ports";
import type { Guild } from "../guild";
import type { ReplyResult } from "../interaction";
import type { Messages, Post } from "../messages";
import { alarmReply } from "../replies/alarm-reply";

/** Between two messages, so that many alarms are no storm of calls; and after an alarm came, so that its unit is committed. */
const GAP_MILLISECONDS = 1_000;
const AGAIN_MILLISECONDS = [5_000, 30_000, 120_000, 600_000] as const;

interface Parts {
	readonly ports: Pick<Ports, "timers" | "log">;
	readonly transactions: Transactions;
	readonly alarms: Alarms;
	readonly guild: Pick<Guild, "findOwner">;
	readonly messages: Messages;
	/** Absent: only the owner is told. */
	readonly channelId: string | undefined;
}

export interface AlarmTeller {
	/** Goes on where the last process ended. */
	start(): void;
	stop(): void;
}

/** Tells alarms one after the other, the oldest first, until each was told everywhere or cannot be. */
export function createAlarmTeller({ ports, transactions, alarms, guild, messages, channelId }: Parts): AlarmTeller {
	let cancel: Cancel | undefined;
	let isTelling = false;
	let isStopped = false;
	let failures = 0;
	let stopListening: () => void = () => undefined;

	/** Sends nothing twice: a message whose answer was lost has the same nonce when it is sent again. */
	async function send({ id, at, content }: Alarm, place: AlarmPlace): Promise<ReplyResult> {
		const post: Post = { body: alarmReply({ at, content }), nonce: `alarm-${id}-${at.toString(36)}` };
		if (place === "channel") return channelId === undefined ? { ok: true } : messages.toChannel(channelId, post);
		const owner = await guild.findOwner();
		return owner.ok ? messages.toMember(owner.value, post) : { ok: false, ...owner.error };
	}

	async function tell(alarm: Alarm, place: AlarmPlace): Promise<boolean> {
		const sent = await send(alarm, place);
		if (!sent.ok) ports.log({ level: "warning", event: "alarm-not-told", facts: { place, code: sent.code } });
		if (!sent.ok && sent.retriable) return false;
		await transactions.run(() => alarms.close(alarm.id, place));
		return true;
	}

	/** Answers with when to look again, if anything is left. */
	async function tellNext(): Promise<number | undefined> {
		const alarm = await transactions.read(() => alarms.next());
		if (alarm === undefined) return undefined;
		const told = await Promise.all(alarm.open.map((place) => tell(alarm, place)));
		failures = told.every(Boolean) ? 0 : failures + 1;
		return failures === 0 ? GAP_MILLISECONDS : AGAIN_MILLISECONDS[Math.min(failures, AGAIN_MILLISECONDS.length) - 1];
	}

	async function run(): Promise<void> {
		cancel = undefined;
		isTelling = true;
		let next: number | undefined = AGAIN_MILLISECONDS[0];
		try {
			next = await tellNext();
		} catch (problem) {
			const reason = problem instanceof Error ? problem.message : String(problem);
			ports.log({ level: "error", event: "alarms-failed", facts: { reason } });
		}
		isTelling = false;
		if (next !== undefined) schedule(next);
	}

	function schedule(milliseconds: number): void {
		if (isStopped || isTelling || cancel !== undefined) return;
		cancel = ports.timers.after(milliseconds, () => void run());
	}

	return {
		start: () => {
			stopListening = alarms.onRaised(() => schedule(GAP_MILLISECONDS));
			schedule(GAP_MILLISECONDS);
		},
		stop: () => {
			isStopped = true;
			stopListening();
			cancel?.();
		},
	};
}
