import type { Cancel } from "../../ports";
import type { Staff } from "../../staff/staff-view";
import type { BotParts } from "../bot-parts";
import type { Guild, GuildView } from "../guild";
import type { ReplyResult } from "../interaction";
import type { Post } from "../messages";
import { checklistReply, type ChecklistIds } from "../replies/checklist-reply";
import type { ChecklistStore } from "./checklist-store";

/** So many channels are tried, and refused calls counted by Discord, before the owner is written to. */
const CHANNELS_TRIED_MAX = 10;
const AGAIN_SECONDS = 300;
/** A checklist is used when somebody has time for it. Whoever loses it has `/setroles`. */
const BUTTON_SECONDS = 10 * 365 * 86_400;

export const CHECKLIST_PREFIXES: ChecklistIds = {
	roles: "checklist-roles",
	rights: "checklist-rights",
	coin: "checklist-coin",
};

export interface ChecklistParts extends Pick<BotParts, "ports" | "settings" | "messages" | "customIds"> {
	readonly staff: Pick<Staff, "listRoles">;
	readonly guild: Pick<Guild, "look">;
}

export interface ChecklistPoster {
	/** Posts it where it is not there yet and nobody has a role; tries again while Discord is away. Never rejects. */
	start(): Promise<void>;
	stop(): void;
}

/** Tells a Discord server once how to begin. */
export function createChecklistPoster(parts: ChecklistParts, store: ChecklistStore): ChecklistPoster {
	const { ports, staff } = parts;
	let isStopped = false;
	let cancel: Cancel = () => undefined;

	async function start(): Promise<void> {
		try {
			if (await store.isDone()) return;
			// Whoever has set a role needs no more help.
			const isOver = staff.listRoles().length > 0 || (await post(parts));
			if (isStopped) return;
			if (isOver) return await store.noteDone(ports.clock.now());
		} catch (problem) {
			const reason = problem instanceof Error ? problem.message : String(problem);
			ports.log({ level: "error", event: "checklist-failed", facts: { reason } });
		}
		if (!isStopped) cancel = ports.timers.after(AGAIN_SECONDS * 1_000, () => void start());
	}

	return {
		start,
		stop: () => {
			isStopped = true;
			cancel();
		},
	};
}

/** `false`: Discord could not be asked. Where neither a channel nor the owner takes it, that is the end too. */
async function post(parts: ChecklistParts): Promise<boolean> {
	const { guild, messages, customIds, settings, ports } = parts;
	const seen = await guild.look();
	if (!seen.ok) return false;
	const idOf = (prefix: string): string => customIds.make({ prefix, payload: "all" }, BUTTON_SECONDS);
	const { roles, rights, coin } = CHECKLIST_PREFIXES;
	const nonce = `cl-${settings.guildId}`;
	const inChannel: Post = {
		body: checklistReply({ roles: idOf(roles), rights: idOf(rights), coin: idOf(coin) }),
		nonce,
	};
	for (const channelId of channelsOf(seen.value)) {
		const sent = await messages.toChannel(channelId, inChannel);
		if (sent.ok || sent.retriable) return sent.ok;
	}
	// Buttons in direct messages belong to no server, and nobody has rights there.
	const direct: ReplyResult = await messages.toMember(seen.value.ownerId, { body: checklistReply(), nonce });
	if (direct.ok || direct.retriable) return direct.ok;
	ports.log({ level: "warning", event: "checklist-not-told", facts: { code: direct.code } });
	return true;
}

function channelsOf({ systemChannelId, textChannelIds }: GuildView): readonly string[] {
	const all = [systemChannelId ?? [], ...textChannelIds].flat();
	return [...new Set(all)].slice(0, CHANNELS_TRIED_MAX);
}
