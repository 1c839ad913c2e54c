import { bunPlatform } from "../../shared/bun/platform";
import { decodeWallet } from "../../shared/wallet/wallet-codec";
import type { Wallet } from "../../shared/wallet/wallet";
import type { RobloxUser } from "../roblox/vm-port";
import { isJsonObject, parseJson, valueAt } from "../json";
import type { Stage } from "./stage";

/** A row of `GET /log/transactions` as far as the tour looks at it. */
export interface AuditEntry {
	readonly userId: number;
	readonly revision: number;
	readonly commandId: string | undefined;
	readonly kind: string;
	readonly delta: number;
	readonly balance: number;
}

const LOOK_AGAIN_MILLIS = 50;
const PAGE = 100;

/**
 * Four ways to learn a balance that share nothing with each other: the stored entry, the audit's API, the player's
 * screen, and (by the caller) the bot's reply. The tour believes a step only when they agree.
 */
export class Witnesses {
	readonly #stage: Pick<Stage, "host" | "settings">;

	constructor(stage: Pick<Stage, "host" | "settings">) {
		this.#stage = stage;
	}

	/** `undefined`: no entry, or a profile without a wallet. */
	async storedWallet(user: RobloxUser): Promise<Wallet | undefined> {
		const text = await this.#stage.host.call("entry", user.id);
		if (text === null) return undefined;
		const wallet = decodeWallet(bunPlatform, valueAt(parseJson(text), "Data", "wallet"));
		if (!wallet.ok) throw new Error(`the stored wallet of ${user.name} cannot be read: ${wallet.error.code}`);
		return wallet.value;
	}

	/** Job id in the entry's session lock. */
	async lockOf(user: RobloxUser): Promise<string | undefined> {
		const writes = await this.#stage.host.call("writes", user.id);
		return writes.at(-1)?.lockedBy;
	}

	/** The number on the player's screen; `undefined` when nothing is shown. */
	async screenBalance(user: RobloxUser): Promise<number | undefined> {
		const lines = await this.#stage.host.call("screen", user.id);
		for (const line of lines) {
			const digits = /^Coins: ([\d,]+)$/.exec(line)?.[1];
			if (digits !== undefined) return Number(digits.replaceAll(",", ""));
		}
		return undefined;
	}

	/** All of a player's audit entries, newest first, or of everyone. */
	async audit(user?: RobloxUser): Promise<readonly AuditEntry[]> {
		const entries: AuditEntry[] = [];
		let cursor: string | undefined;
		do {
			const page = await this.#auditPage(user, cursor);
			entries.push(...page.entries);
			cursor = page.cursor;
		} while (cursor !== undefined);
		return entries;
	}

	/** How many game servers the companion hears. */
	async knownServers(): Promise<number> {
		const answer = await fetch(`${this.#stage.settings.companionUrl}/health`);
		const reason = valueAt(await answer.json(), "dependencies", "gameServers", "reason");
		return typeof reason === "string" ? Number.parseInt(reason, 10) : 0;
	}

	/** Looks until it holds. Throws, with what was seen last, after `seconds`. */
	async until<Value>(
		what: string,
		look: () => Promise<Value>,
		holds: (value: Value) => boolean,
		seconds = 25,
	): Promise<Value> {
		const deadline = performance.now() + seconds * 1_000;
		for (;;) {
			const value = await look();
			if (holds(value)) return value;
			if (performance.now() > deadline) throw new Error(`waited ${seconds} s for ${what}; last seen: ${show(value)}`);
			await Bun.sleep(LOOK_AGAIN_MILLIS);
		}
	}

	async #auditPage(user: RobloxUser | undefined, cursor: string | undefined): Promise<AuditPage> {
		const { companionUrl, serviceKey } = this.#stage.settings;
		const query = new URLSearchParams({ limit: String(PAGE) });
		if (user !== undefined) query.set("userId", String(user.id));
		if (cursor !== undefined) query.set("cursor", cursor);
		const headers = { Authorization: `Bearer ${serviceKey}` };
		const answer = await fetch(`${companionUrl}/log/transactions?${query.toString()}`, { headers });
		if (answer.status !== 200) throw new Error(`the audit answered ${answer.status}`);
		return readAuditPage(await answer.json());
	}
}

interface AuditPage {
	readonly entries: readonly AuditEntry[];
	readonly cursor: string | undefined;
}

function readAuditPage(body: unknown): AuditPage {
	const rows = valueAt(body, "rows");
	const cursor = valueAt(body, "nextCursor");
	if (!Array.isArray(rows)) throw new Error("the audit's answer has no rows");
	return { entries: rows.map(readEntry), cursor: typeof cursor === "string" ? cursor : undefined };
}

function readEntry(row: unknown): AuditEntry {
	if (!isJsonObject(row)) throw new Error("an audit row is no object");
	const { commandId } = row;
	return {
		userId: Number(row.userId),
		revision: Number(row.revision),
		commandId: typeof commandId === "string" ? commandId : undefined,
		kind: String(row.kind),
		delta: Number(row.delta),
		balance: Number(row.balance),
	};
}

function show(value: unknown): string {
	return typeof value === "string" ? value : JSON.stringify(value);
}
