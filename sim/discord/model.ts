/** The local Discord's own objects. What goes over the wire is made from them in `payloads.ts`. */

export interface User {
	readonly id: string;
	readonly username: string;
	readonly bot: boolean;
}

export interface Role {
	readonly id: string;
	readonly name: string;
	readonly permissions: bigint;
	readonly position: number;
	/** Belongs to an integration and can't be given to anyone. */
	readonly managed: boolean;
}

export interface Member {
	readonly user: User;
	readonly nick: string | null;
	/** Role ids, @everyone left out as on the wire. */
	roles: string[];
	readonly joinedAt: string;
}

export interface ChannelOverwrite {
	readonly id: string;
	/** 0 role, 1 member. */
	readonly type: 0 | 1;
	readonly allow: bigint;
	readonly deny: bigint;
}

export interface Channel {
	readonly id: string;
	/** 0 guild text, 1 direct message. */
	readonly type: 0 | 1;
	/** Null for direct messages. */
	readonly guildId: string | null;
	readonly name: string;
	readonly overwrites: readonly ChannelOverwrite[];
	/** The person at the other end of a direct message. */
	readonly recipient: User | null;
}

export interface Guild {
	readonly id: string;
	readonly name: string;
	readonly ownerId: string;
	readonly roles: Map<string, Role>;
	readonly members: Map<string, Member>;
	readonly channels: Map<string, Channel>;
	unavailable: boolean;
}
