import type { Scheduler } from "../../clock/scheduler";
import { SECOND } from "../../clock/scheduler";
import type { CommandBody } from "../bodies/body-types";
import { CommandType, COMMANDS_MAX } from "../rules/command-rules";
import type { Snowflakes } from "../snowflakes";

const CREATIONS_PER_DAY_MAX = 200;
const DAY_MICROS = 86_400 * SECOND;

export interface RegisteredCommand {
	readonly id: string;
	readonly version: string;
	/** Null for a global command. */
	readonly guildId: string | null;
	readonly type: number;
	readonly body: CommandBody;
}

export interface CommandPermission {
	readonly id: string;
	/** 1 role, 2 user, 3 channel. */
	readonly type: 1 | 2 | 3;
	readonly permission: boolean;
}

export type RegistryRefusal = "too-many" | "daily-limit" | "name-taken";

/** Registered commands by scope: a guild id, or null for global ones. */
export class CommandRegistry {
	private readonly scopes = new Map<string | null, RegisteredCommand[]>();
	private readonly creations = new Map<string | null, number[]>();
	private readonly permissions = new Map<string, readonly CommandPermission[]>();

	constructor(
		private readonly snowflakes: Snowflakes,
		private readonly scheduler: Scheduler,
		private readonly applicationId: string,
	) {}

	list(scope: string | null): readonly RegisteredCommand[] {
		return this.scopes.get(scope) ?? [];
	}

	find(scope: string | null, id: string): RegisteredCommand | undefined {
		return this.list(scope).find((command) => command.id === id);
	}

	/** What a member of a guild may meet under a name: the guild's own command before the global one. */
	named(guildId: string, name: string, type: number = CommandType.CHAT_INPUT): RegisteredCommand | undefined {
		return [...this.list(guildId), ...this.list(null)].find(
			(command) => command.body.name === name && command.type === type,
		);
	}

	/** Sets the exact list of a scope, or changes nothing. Known commands keep their ids. */
	overwrite(scope: string | null, bodies: readonly CommandBody[]): RegistryRefusal | undefined {
		const known = this.list(scope);
		const matched = bodies.map((body) => matchKnown(known, body));
		const refusal = this.checkCounts(scope, bodies, matched.filter((command) => !command).length);
		if (refusal) return refusal;
		const next = bodies.map((body, index) => this.store(scope, body, matched[index]));
		this.scopes.set(scope, next);
		this.forgetPermissions(known, next);
		return undefined;
	}

	/** Creates, or replaces the command of the same name and type. */
	upsert(scope: string | null, body: CommandBody): { command: RegisteredCommand; created: boolean } | RegistryRefusal {
		const known = this.list(scope);
		const same = known.find((command) => command.body.name === body.name && command.type === typeOf(body));
		const bodies = [...known.filter((command) => command !== same).map((command) => command.body), body];
		const refusal = this.checkCounts(scope, bodies, same ? 0 : 1);
		if (refusal) return refusal;
		const command = this.store(scope, body, same);
		this.scopes.set(scope, [...known.filter((other) => other !== same), command]);
		return { command, created: !same };
	}

	/** Replaces the content of one command; a new name drops its permissions, as Discord does. */
	replace(command: RegisteredCommand, body: CommandBody): RegisteredCommand | RegistryRefusal {
		const known = this.list(command.guildId);
		const taken = known.some(
			(other) => other !== command && other.body.name === body.name && other.type === command.type,
		);
		if (taken) return "name-taken";
		const next = this.store(command.guildId, body, command);
		this.scopes.set(
			command.guildId,
			known.map((other) => (other === command ? next : other)),
		);
		this.forgetPermissions([command], [next]);
		return next;
	}

	remove(command: RegisteredCommand): void {
		this.scopes.set(
			command.guildId,
			this.list(command.guildId).filter((other) => other !== command),
		);
		this.forgetPermissions([command], []);
	}

	/** What server staff set under "Integrations" for one command in one guild. */
	setPermissions(guildId: string, commandId: string, permissions: readonly CommandPermission[]): void {
		this.permissions.set(`${guildId}/${commandId}`, permissions);
	}

	permissionsOf(guildId: string, commandId: string): readonly CommandPermission[] {
		return this.permissions.get(`${guildId}/${commandId}`) ?? [];
	}

	/** The command as the API returns it. Absent lists stay absent, because clients can't take null for them. */
	toPayload(command: RegisteredCommand): Record<string, unknown> {
		const { body } = command;
		const bits = body.default_member_permissions;
		return {
			id: command.id,
			application_id: this.applicationId,
			...(command.guildId === null
				? { contexts: body.contexts ?? null, integration_types: body.integration_types ?? [0], dm_permission: true }
				: { guild_id: command.guildId }),
			version: command.version,
			type: command.type,
			name: body.name,
			name_localizations: body.name_localizations ?? null,
			description: body.description ?? "",
			description_localizations: body.description_localizations ?? null,
			...(body.options ? { options: body.options } : {}),
			default_member_permissions: bits === null || bits === undefined ? null : String(bits),
			nsfw: body.nsfw ?? false,
		};
	}

	private store(scope: string | null, body: CommandBody, known: RegisteredCommand | undefined): RegisteredCommand {
		const type = typeOf(body);
		if (known && sameContent(known.body, body)) return known;
		return { id: known?.id ?? this.snowflakes.next(), version: this.snowflakes.next(), guildId: scope, type, body };
	}

	private checkCounts(
		scope: string | null,
		bodies: readonly CommandBody[],
		fresh: number,
	): RegistryRefusal | undefined {
		for (const [type, limit] of Object.entries(COMMANDS_MAX)) {
			if (bodies.filter((body) => typeOf(body) === Number(type)).length > limit) return "too-many";
		}
		const now = this.scheduler.now();
		const recent = (this.creations.get(scope) ?? []).filter((at) => now - at < DAY_MICROS);
		if (recent.length + fresh > CREATIONS_PER_DAY_MAX) return "daily-limit";
		this.creations.set(scope, [...recent, ...Array.from({ length: fresh }, () => now)]);
		return undefined;
	}

	private forgetPermissions(before: readonly RegisteredCommand[], now: readonly RegisteredCommand[]): void {
		for (const old of before) {
			if (now.some((command) => command.id === old.id && command.body.name === old.body.name)) continue;
			for (const key of [...this.permissions.keys()]) {
				if (key.endsWith(`/${old.id}`)) this.permissions.delete(key);
			}
		}
	}
}

function typeOf(body: CommandBody): number {
	return body.type ?? CommandType.CHAT_INPUT;
}

function matchKnown(known: readonly RegisteredCommand[], body: CommandBody): RegisteredCommand | undefined {
	return known.find((command) =>
		body.id ? command.id === body.id : command.body.name === body.name && command.type === typeOf(body),
	);
}

/** Whether two bodies say the same; a field that is null says what an absent one says. */
function sameContent(one: CommandBody, other: CommandBody): boolean {
	return contentText(one) === contentText(other);
}

function contentText(body: CommandBody): string {
	return JSON.stringify({ ...body, id: undefined, type: typeOf(body) }, (_key, value: unknown) =>
		value === null ? undefined : value,
	);
}
