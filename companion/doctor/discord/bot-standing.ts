import { fail, ok, type Result } from "../../../shared/result";
import { listOf, numberIn, textIn, fieldOf } from "../../answer-fields";
import type { DiscordReader, DiscordReply } from "./discord-reader";

/** What the bot is in one server. */
export interface Standing {
	readonly mayDo: (permission: bigint) => boolean;
	/** Position of its highest role; 0 is @everyone's. */
	readonly highest: number;
	/** Of all roles, by their ids. */
	readonly positions: ReadonlyMap<string, number>;
}

/** Passes everything but the hierarchy. Source: Discord, Permissions, Bitwise Permission Flags. */
const ADMINISTRATOR = 1n << 3n;

/** A member's rights in the whole server are those of his roles and of @everyone, whose id is the server's. */
export async function findStanding(discord: DiscordReader, guildId: string): Promise<Result<Standing, DiscordReply>> {
	const user = await discord.get("/users/@me");
	if (user.kind === "no-answer" || user.status !== 200) return fail(user);
	const member = await discord.get(`/guilds/${guildId}/members/${textIn(user.body, "id") ?? ""}`);
	if (member.kind === "no-answer" || member.status !== 200) return fail(member);
	const roles = await discord.get(`/guilds/${guildId}/roles`);
	if (roles.kind === "no-answer" || roles.status !== 200) return fail(roles);

	const held = [guildId, ...listOf(fieldOf(member.body, "roles"))];
	const known = listOf(roles.body).map((role) => ({
		id: textIn(role, "id") ?? "",
		position: numberIn(role, "position") ?? 0,
		permissions: readBits(textIn(role, "permissions")),
	}));
	const own = known.filter(({ id }) => held.includes(id));
	const bits = own.reduce((sum, role) => sum | role.permissions, 0n);
	return ok({
		mayDo: (permission) => (bits & ADMINISTRATOR) !== 0n || (bits & permission) === permission,
		highest: Math.max(0, ...own.map(({ position }) => position)),
		positions: new Map(known.map(({ id, position }) => [id, position])),
	});
}

function readBits(text: string | undefined): bigint {
	return text !== undefined && /^\d{1,30}$/.test(text) ? BigInt(text) : 0n;
}
