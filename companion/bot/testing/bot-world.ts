import { fail, ok, type Result } from "../../../shared/result";
import type { AuditPage, AuditQuery } from "../../audit/audit-view";
import { createAlarms } from "../../alarms/create-alarms";
import { migrate } from "../../database/migrate";
import { openDatabase } from "../../database/open-database";
import type { CommandQuery, Traced } from "../../ledger/command-lives";
import type { CommandView } from "../../ledger/command-view";
import { createTransactions } from "../../database/transactions";
import type { DoctorReport } from "../../doctor/report";
import type { BalanceReading } from "../../roblox/balance-view";
import type { KnownPlayer } from "../../players/known-players";
import type { LookupProblem, Player } from "../../roblox/user-directory";
import type { StatusReport } from "../../status/status-view";
import { createAskedOrders } from "../../staff/asked-orders";
import { createStaff } from "../../staff/create-staff";
import type { Actor } from "../../staff/staff-view";
import { createApprovals } from "../../staff/approvals/create-approvals";
import { createStaffLedger } from "../../staff/staff-ledger";
import { createInteractionTally } from "../../metrics/interaction-tally";
import { createBatchStore } from "../../batch/batch-store";
import { createAlarmTeller } from "../alarms/tell-alarms";
import { createChecklistStore } from "../checklist/checklist-store";
import { createBot } from "../create-bot";
import { decodeInteraction } from "../decode-interaction";
import { createCustomIds, type CustomId } from "../framework/custom-ids";
import type { Guild, GuildView } from "../guild";
import type { RestProblem } from "../rest-problem";
import type { Interaction } from "../interaction";
import { createFakeLedger } from "./fake-ledger";
import { createFakeMessages } from "./fake-messages";
import { createFakePorts, START } from "./fake-ports";
import { createFakeReplies } from "./fake-replies";
import { createFakeUndo } from "./fake-undo";
import { createMemoryPendingReplies } from "./memory-pending-replies";

export const GUILD = "100000000000000001";
export const STAFF_ROLE = "200000000000000001";
/** Who owns the Discord server, and the channel that alarms are told in. */
export const OWNER = "300000000000000009";
export const ALARM_CHANNEL = "800000000000000001";
export const STAFF_MEMBER = "300000000000000001";
export const CHANNEL = "100000000000000002";
const HARBOUR: GuildView = {
	ownerId: OWNER,
	systemChannelId: "100000000000000003",
	textChannelIds: [CHANNEL, "100000000000000003"],
	roles: [
		{ id: "200000000000000009", name: "Officers" },
		{ id: STAFF_ROLE, name: "Treasurer" },
	],
};
const APPLICATION = "400000000000000001";

const SECRETS = [{ id: "k1", secret: "k".repeat(32) }] as const;

/** Who uses a command, and asked for what is approved, unless a test says otherwise. */
export const MARA: Actor = { id: STAFF_MEMBER, name: "Mara", roleIds: [STAFF_ROLE], isDiscordAdministrator: false };

export const BUILDER: Player = { userId: 156, name: "builder_man" };

/** A bot among fakes, and what a test may turn. */
export function createBotWorld({
	economyRoleIds = [STAFF_ROLE],
}: { readonly economyRoleIds?: readonly string[] } = {}) {
	const database = openDatabase(":memory:");
	migrate(database, START);
	const ports = { ...createFakePorts(), database, afterTurn: (run: () => void) => void Promise.resolve().then(run) };
	const transactions = createTransactions(ports);
	const alarms = createAlarms(database, GUILD);
	const staff = createStaff(ports, transactions, alarms, { guildId: GUILD, economyRoleIds, amountMax: 1_000_000 });
	const ledger = createFakeLedger(() => ports.clock.now());
	const staffLedger = createStaffLedger(ledger, staff);
	const approvals = createApprovals(ports, transactions, ledger, staff);
	const undo = createFakeUndo(staff);
	const replies = createFakeReplies();
	const messages = createFakeMessages();
	const pendingReplies = createMemoryPendingReplies();
	const turns: {
		player: Player | LookupProblem;
		reading: BalanceReading;
		page: AuditPage | undefined;
		/** What stands in the file that somebody gives. */
		file: Result<Uint8Array, "file-unreadable" | "file-too-large">;
		traced: Traced | undefined;
		newest: readonly CommandView[];
		/** Whose names begin with what is typed. */
		known: readonly KnownPlayer[];
		status: StatusReport;
		/** As Discord knows him when somebody approves what he asked for; `undefined`: he left. */
		asker: Actor | undefined;
		guild: Result<GuildView, RestProblem>;
		report: DoctorReport | undefined;
	} = {
		...{ player: BUILDER, reading: { kind: "none" }, page: { rows: [] }, traced: undefined, newest: [], asker: MARA },
		known: [],
		guild: ok(HARBOUR),
		file: fail("file-unreadable"),
		status: { health: { status: "ok", dependencies: {} }, budgets: [] },
		report: { ok: true, checks: [{ name: "settings", ok: true, advice: "" }] },
	};
	const auditQueries: AuditQuery[] = [];
	const tracedIds: string[] = [];
	const newestQueries: CommandQuery[] = [];
	const typedNames: (readonly [beginning: string, countMax: number])[] = [];
	const askedOrders = createAskedOrders(database, transactions, ports.clock);
	const batches = createBatchStore(database, transactions, ports.clock);
	const customIds = createCustomIds(ports.clock, GUILD, () => SECRETS);
	const guild: Guild = {
		findMember: () => Promise.resolve(ok(turns.asker)),
		findOwner: () => Promise.resolve(ok(OWNER)),
		look: () => Promise.resolve(turns.guild),
	};
	const findPlayer = () => (typeof turns.player === "string" ? fail(turns.player) : ok(turns.player));
	const bot = createBot({
		ports,
		settings: { guildId: GUILD, amountMax: 1_000_000 },
		staff,
		ledger: staffLedger,
		approvals,
		undo,
		guild,
		alarmTeller: createAlarmTeller({ ports, transactions, alarms, guild, messages, channelId: ALARM_CHANNEL }),
		users: {
			find: () => Promise.resolve(findPlayer()),
			findAll: (queries) => Promise.resolve(queries.map(findPlayer)),
		},
		knownPlayers: {
			list(...query) {
				typedNames.push(query);
				return turns.known;
			},
		},
		balanceReader: {
			read: () => Promise.resolve(turns.reading),
		},
		auditReader: {
			list(query) {
				auditQueries.push(query);
				return turns.page;
			},
			listOf: () => turns.traced?.rows ?? [],
		},
		commandLives: {
			trace(ids) {
				tracedIds.push(...ids);
				return Promise.resolve(turns.traced);
			},
			listNewest(query) {
				newestQueries.push(query);
				return Promise.resolve(turns.newest);
			},
		},
		readStatus: () => turns.status,
		diagnose: () => Promise.resolve(turns.report),
		pendingReplies,
		messages,
		askedOrders,
		batches,
		attachments: { fetch: () => Promise.resolve(turns.file) },
		customIds,
		measure: createInteractionTally(),
		checklistStore: createChecklistStore(database, transactions, GUILD),
	});

	// It listens from this call on; with an empty store there is nothing else to wait for.
	void bot.start(replies);

	return {
		ports,
		staff,
		ledger,
		staffLedger,
		approvals,
		undo,
		replies,
		messages,
		pendingReplies,
		askedOrders,
		batches,
		turns,
		auditQueries,
		tracedIds,
		newestQueries,
		typedNames,
		customIds,
		bot,
		/** As after more commands within ten minutes than his level may give. */
		freeze(actor: Actor): void {
			for (let count = 0; count <= 100; count += 1) staff.noteMoved(actor, 10);
		},
		/** A button as the bot makes it, for an hour. */
		button: (prefix: string, payload: string, caller: Caller = {}) =>
			buttonInteraction(customIds.make({ prefix, payload }, 3_600), caller),
		/** A choice from a list as the bot makes it, for an hour. */
		choice: (prefix: string, payload: string, value: string, caller: Caller = {}) =>
			selectInteraction(customIds.make({ prefix, payload }, 3_600), value, caller),
		/** A form as the bot opens it, for an hour, filled in. */
		form: (prefix: string, payload: string, typed: Readonly<Record<string, string>>, caller: Caller = {}) =>
			modalInteraction(customIds.make({ prefix, payload }, 3_600), typed, caller),
		/** The buttons of what the member sees last: what stands on them, and what they mean to the bot. */
		buttons(): readonly (readonly [string, CustomId | string])[] {
			const last = replies.sent.at(-1);
			if (last === undefined || !("body" in last)) return [];
			return last.body.components.flatMap((row) =>
				row.components.map((component) => {
					const id = customIds.read(component.custom_id);
					const label = component.type === 2 ? component.label : component.placeholder;
					return [label, id.ok ? id.value : id.error] as const;
				}),
			);
		},
		/** Hands the interaction over and waits until everything that can happen without time passing has happened. */
		async use(interaction: Interaction): Promise<void> {
			const handled = bot.handleInteraction(interaction, replies);
			await ports.settle();
			void handled;
		},
	};
}

export interface Caller {
	readonly id?: string;
	readonly guildId?: string | null;
	readonly roles?: readonly string[];
	readonly member?: string;
	readonly name?: string;
	/** Discord's bits of the member, as text. */
	readonly permissions?: string;
	/** The button or list stands below a message that only the member sees. */
	readonly isOnPrivateMessage?: boolean;
}

let counter = 0;

/** As Discord's gateway sends it. A fresh interaction each time, unless an id is given. */
function interactionEvent(caller: Caller): Record<string, unknown> {
	const { id, guildId = GUILD, roles = [STAFF_ROLE], member = STAFF_MEMBER } = caller;
	const { name = "Mara", permissions = "0" } = caller;
	counter += 1;
	const interactionId = id ?? `5000000000000${String(counter).padStart(5, "0")}`;
	const user = { id: member, username: name.toLowerCase(), global_name: name };
	const place = guildId === null ? { user } : { guild_id: guildId, member: { user, nick: null, roles, permissions } };
	return {
		id: interactionId,
		application_id: APPLICATION,
		token: `token-${interactionId}`,
		version: 1,
		channel_id: CHANNEL,
		...place,
	};
}

export function commandInteraction(name: string, options: Record<string, unknown>, caller: Caller = {}): Interaction {
	const list = Object.entries(options).map(([option, value]) => ({ name: option, type: 3, value }));
	const data = { id: "600000000000000001", name, type: 1, options: list };
	return decode({ ...interactionEvent(caller), type: 2, data });
}

export function buttonInteraction(customId: string, caller: Caller = {}): Interaction {
	const data = { custom_id: customId, component_type: 2 };
	return decode({ ...interactionEvent(caller), type: 3, data, message: messageOf(caller) });
}

export function selectInteraction(customId: string, value: string, caller: Caller = {}): Interaction {
	const data = { custom_id: customId, component_type: 3, values: [value] };
	return decode({ ...interactionEvent(caller), type: 3, data, message: messageOf(caller) });
}

/** What a button or a list stands below. */
function messageOf({ isOnPrivateMessage = false }: Caller): Record<string, unknown> {
	return { id: "700000000000000001", flags: isOnPrivateMessage ? 64 : 0 };
}

/** A form that was filled in, as Discord sends it: the text above the fields too. */
export function modalInteraction(
	customId: string,
	typed: Readonly<Record<string, string>>,
	caller: Caller = {},
): Interaction {
	const fields = Object.entries(typed).map(([name, value], index) => {
		const component = { type: 4, id: index + 3, custom_id: name, value };
		return { type: 18, id: index + 2, component };
	});
	const data = { custom_id: customId, components: [{ type: 10, id: 1 }, ...fields] };
	return decode({ ...interactionEvent(caller), type: 5, data, message: { id: "700000000000000001" } });
}

/** Typing into one option. */
export function typingInteraction(name: string, option: string, typed: string, caller: Caller = {}): Interaction {
	const options = [{ name: option, type: 3, value: typed, focused: true }];
	return decode({ ...interactionEvent(caller), type: 4, data: { id: "600000000000000001", name, type: 1, options } });
}

function decode(event: Record<string, unknown>): Interaction {
	const interaction = decodeInteraction(event);
	if (interaction === undefined) throw new Error("the fixture is not an interaction");
	return interaction;
}
