import type { Channel, ChannelOverwrite, Guild, Member, Role, User } from "../model";
import { DEFAULT_PERMISSIONS, Permission } from "../permissions";
import type { Snowflakes } from "../snowflakes";

export interface RoleSeed {
	readonly id?: string;
	readonly name: string;
	readonly permissions?: bigint;
}

export interface ChannelSeed {
	readonly id?: string;
	readonly name: string;
	/** By role or member name, or `@everyone`. */
	readonly overwrites?: readonly { readonly of: string; readonly allow?: bigint; readonly deny?: bigint }[];
}

export interface MemberSeed {
	readonly id?: string;
	readonly name: string;
	readonly nick?: string;
	/** Role names or ids. */
	readonly roles?: readonly string[];
	/** Gives a role of its own with ADMINISTRATOR. */
	readonly admin?: boolean;
	/** Owns the guild. Without such a one its owner is somebody whom nobody here meets. */
	readonly owner?: boolean;
	/** Refuses direct messages from the bot (error 50007). */
	readonly closedMessages?: boolean;
}

export interface GuildSeed {
	readonly id?: string;
	readonly name: string;
	readonly roles?: readonly RoleSeed[];
	readonly channels?: readonly ChannelSeed[];
	readonly members?: readonly MemberSeed[];
	/** Permissions of the bot's own role. */
	readonly botPermissions?: bigint;
}

/** All guilds, direct-message channels and people, found by id or, where people write them, by name. */
export class GuildDirectory {
	readonly guilds = new Map<string, Guild>();
	private readonly direct = new Map<string, Channel>();
	private readonly closed = new Set<string>();
	private readonly users = new Map<string, User>();

	constructor(
		private readonly snowflakes: Snowflakes,
		private readonly bot: User,
	) {
		this.users.set(bot.id, bot);
	}

	/** Makes a guild from its description. Joining dates are the guild's own creation. */
	add(seed: GuildSeed, joinedAt: string): Guild {
		const id = seed.id ?? this.snowflakes.next();
		const roles = this.makeRoles(seed, id);
		const members = new Map<string, Member>();
		const botRole = [...roles.values()].find((role) => role.managed);
		members.set(this.bot.id, { user: this.bot, nick: null, roles: botRole ? [botRole.id] : [], joinedAt });
		let ownerId: string | undefined;
		for (const person of seed.members ?? []) {
			const user = this.makeUser(person);
			if (person.owner === true) ownerId = user.id;
			members.set(user.id, { user, nick: person.nick ?? null, roles: roleIdsOf(person, roles), joinedAt });
		}
		const guild: Guild = {
			id,
			name: seed.name,
			ownerId: ownerId ?? this.snowflakes.next(),
			roles,
			members,
			channels: new Map(),
			unavailable: false,
		};
		for (const channel of seed.channels ?? [{ name: "general" }]) this.addChannel(guild, channel);
		this.guilds.set(id, guild);
		return guild;
	}

	guild(reference?: string): Guild {
		const all = [...this.guilds.values()];
		const found =
			reference === undefined ? all[0] : all.find((guild) => guild.id === reference || guild.name === reference);
		if (!found) throw new Error(`No guild "${reference ?? ""}" in the local Discord.`);
		return found;
	}

	member(guild: Guild, reference: string): Member {
		const found = this.findMember(guild, reference);
		if (!found) throw new Error(`No member "${reference}" in ${guild.name}.`);
		return found;
	}

	findMember(guild: Guild, reference: string): Member | undefined {
		return (
			guild.members.get(reference) ??
			[...guild.members.values()].find((member) => nameOf(member) === reference || member.user.username === reference)
		);
	}

	channelIn(guild: Guild, reference?: string): Channel {
		const all = [...guild.channels.values()];
		const found =
			reference === undefined ? all[0] : all.find((channel) => channel.id === reference || channel.name === reference);
		if (!found) throw new Error(`No channel "${reference ?? ""}" in ${guild.name}.`);
		return found;
	}

	findChannel(id: string): Channel | undefined {
		const direct = [...this.direct.values()].find((channel) => channel.id === id);
		return (
			direct ??
			[...this.guilds.values()].map((guild) => guild.channels.get(id)).find((channel) => channel !== undefined)
		);
	}

	findUser(id: string): User | undefined {
		return this.users.get(id);
	}

	acceptsMessages(userId: string): boolean {
		return !this.closed.has(userId);
	}

	/** The existing direct-message channel with a person, or a new one. */
	directChannel(user: User): Channel {
		const known = this.direct.get(user.id);
		if (known) return known;
		const made: Channel = {
			id: this.snowflakes.next(),
			type: 1,
			guildId: null,
			name: user.username,
			overwrites: [],
			recipient: user,
		};
		this.direct.set(user.id, made);
		return made;
	}

	private makeRoles(seed: GuildSeed, guildId: string): Map<string, Role> {
		const roles = new Map<string, Role>();
		const put = (id: string, name: string, permissions: bigint, managed: boolean): void => {
			roles.set(id, { id, name, permissions, position: roles.size, managed });
		};
		put(guildId, "@everyone", DEFAULT_PERMISSIONS, false);
		for (const role of seed.roles ?? [])
			put(role.id ?? this.snowflakes.next(), role.name, role.permissions ?? 0n, false);
		if (seed.members?.some((person) => person.admin))
			put(this.snowflakes.next(), "Administrator", Permission.ADMINISTRATOR, false);
		put(this.snowflakes.next(), this.bot.username, seed.botPermissions ?? DEFAULT_PERMISSIONS, true);
		return roles;
	}

	private makeUser(person: MemberSeed): User {
		const id = person.id ?? this.snowflakes.next();
		const user = this.users.get(id) ?? { id, username: person.name, bot: false };
		this.users.set(id, user);
		if (person.closedMessages) this.closed.add(id);
		return user;
	}

	private addChannel(guild: Guild, seed: ChannelSeed): void {
		const id = seed.id ?? this.snowflakes.next();
		const overwrites = (seed.overwrites ?? []).map((item): ChannelOverwrite => {
			const role = [...guild.roles.values()].find((candidate) => candidate.name === item.of);
			const target = role?.id ?? this.member(guild, item.of).user.id;
			return { id: target, type: role ? 0 : 1, allow: item.allow ?? 0n, deny: item.deny ?? 0n };
		});
		guild.channels.set(id, { id, type: 0, guildId: guild.id, name: seed.name, overwrites, recipient: null });
	}
}

/** How others see a member. */
export function nameOf(member: Member): string {
	return member.nick ?? member.user.username;
}

function roleIdsOf(person: MemberSeed, roles: ReadonlyMap<string, Role>): string[] {
	const wanted = person.admin ? [...(person.roles ?? []), "Administrator"] : (person.roles ?? []);
	return wanted.map((reference) => {
		const found = roles.get(reference) ?? [...roles.values()].find((role) => role.name === reference);
		if (!found) throw new Error(`${person.name} has the role "${reference}", which the guild does not have.`);
		return found.id;
	});
}
