import { bunPlatform } from "../../../shared/bun/platform";
import type { Cancel, Ports } from "../../ports";
import type { ReplyBody, ReplyResult } from "../interaction";
import type { Messages, Post } from "../messages";
import { lateText } from "../replies/late-text";
import type { PendingReply } from "./pending-reply";

const BACKOFF_MS_MIN = 1_000;
const BACKOFF_MS_MAX = 300_000;

export type LatePorts = Pick<Ports, "clock" | "timers" | "random" | "log">;

export interface LateOutcomes {
	/**
	 * Tells the one who asked, where he asked or by direct message, trying again for as long as it takes. Resolves when he
	 * was told or cannot be; `false`: stopped before that. Never rejects.
	 */
	tell(reply: PendingReply, body: ReplyBody): Promise<boolean>;
	/** Sends nothing more. Resolves when what is under way is over. */
	stop(): Promise<void>;
}

/** Outcomes that come after their reply could no longer be edited. */
export function createLateOutcomes(ports: LatePorts, messages: Messages): LateOutcomes {
	const underWay = new Set<Promise<unknown>>();
	const wakes = new Set<() => void>();
	let isStopped = false;

	function pause(milliseconds: number): Promise<void> {
		const { promise, resolve } = Promise.withResolvers<void>();
		let cancel: Cancel = () => undefined;
		const wake = (): void => {
			cancel();
			wakes.delete(wake);
			resolve();
		};
		wakes.add(wake);
		cancel = ports.timers.after(milliseconds, wake);
		return promise;
	}

	/** Until it is sent or refused for good; `undefined`: stopped. */
	async function persist(send: () => Promise<ReplyResult>): Promise<ReplyResult | undefined> {
		for (let attempt = 0; !isStopped; attempt += 1) {
			const sending = send();
			underWay.add(sending);
			const result = await sending;
			underWay.delete(sending);
			if (result.ok || !result.retriable) return result;
			await pause(ports.random.fraction() * Math.min(BACKOFF_MS_MAX, BACKOFF_MS_MIN * 2 ** attempt));
		}
		return undefined;
	}

	return {
		async tell(reply, body) {
			const { asker } = reply;
			if (asker === undefined) return true;
			const { memberId, channelId } = asker;
			const title = body.embeds[0]?.title ?? "";
			const post: Post = {
				body,
				text: lateText(title, asker, reply.createdAt),
				notifies: memberId,
				nonce: nonceOf(reply),
			};
			const inChannel = channelId === undefined ? refused : await persist(() => messages.toChannel(channelId, post));
			const told = inChannel?.ok === false ? await persist(() => messages.toMember(memberId, post)) : inChannel;
			if (told?.ok === false) ports.log({ level: "warning", event: "outcome-not-told", facts: { code: told.code } });
			return told !== undefined;
		},
		async stop() {
			isStopped = true;
			for (const wake of [...wakes]) wake();
			await Promise.all(underWay);
		},
	};
}

/** What was asked in private is told in private. */
const refused: ReplyResult = { ok: false, retriable: false, code: "private" };

/** The same for one reply in every process, so that a restart in between sends nothing twice within Discord's minutes. */
function nonceOf({ commandId, address }: PendingReply): string {
	return bunPlatform.sha256(`${commandId}\n${address.token}`).slice(0, 25);
}
