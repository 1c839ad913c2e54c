import { fail, ok, type Result } from "../../shared/result";
import type { KnownPlayers } from "../players/known-players";
import type { Ports } from "../ports";
import type { OpenCloudProblem, User, Users } from "./open-cloud/open-cloud";

export interface Player {
	readonly userId: number;
	/** As Roblox writes it today, whatever was typed. */
	readonly name: string;
}

/** How a person names a player. */
export type PlayerQuery =
	{ readonly kind: "id"; readonly userId: number } | { readonly kind: "name"; readonly name: string };

/**
 * `unknown-user`: Roblox answered that there is none, or that the account was terminated. `lookup-failed`: it gave no
 * usable answer; ask again later.
 */
export type LookupProblem = "unknown-user" | "lookup-failed";

export interface UserDirectory {
	/** Awaits HTTP, unless the answer is known here. Never rejects. */
	find(query: PlayerQuery): Promise<Result<Player, LookupProblem>>;
	/**
	 * The same for a list, in its order, with one call for many: Roblox takes so few calls that one each would fail. So while
	 * the interface for many gives no answer, ids are not looked up one by one elsewhere either.
	 */
	findAll(queries: readonly PlayerQuery[]): Promise<readonly Result<Player, LookupProblem>[]>;
}

type Answer = Result<Player, LookupProblem>;

const CACHE_SECONDS = 300;
const CACHED_MAX = 1_000;
/** Somebody looks at "thinking ..." meanwhile. */
const LOOKUP = { priority: "poll", deadlineMilliseconds: 5_000 } as const;

/**
 * Looks players up at Roblox, but not by their ids while they are in game. Found ones are kept for five minutes; names change
 * hands, so not for longer.
 */
export function createUserDirectory(
	ports: Pick<Ports, "clock" | "log">,
	users: Users,
	{ nameInGame }: Pick<KnownPlayers, "nameInGame">,
): UserDirectory {
	const cache = new Map<string, { readonly player: Player; readonly until: number }>();
	/** Who asks for somebody who is being looked up waits for the same answer. */
	const underWay = new Map<string, Promise<Answer>>();

	function remember(key: string, player: Player): void {
		const [oldest] = cache.keys();
		if (cache.size >= CACHED_MAX && oldest !== undefined) cache.delete(oldest);
		cache.set(key, { player, until: ports.clock.now() + CACHE_SECONDS * 1_000 });
	}

	function recall(query: PlayerQuery): Answer | undefined {
		const here = query.kind === "id" ? nameInGame(query.userId) : undefined;
		if (query.kind === "id" && here !== undefined) return ok({ userId: query.userId, name: here });
		const key = keyOf(query);
		const cached = cache.get(key);
		if (cached !== undefined && cached.until > ports.clock.now()) return ok(cached.player);
		cache.delete(key);
		return undefined;
	}

	function take(query: PlayerQuery, found: Found): Answer {
		if (!found.ok) return fail("lookup-failed");
		if (found.value === undefined) return fail("unknown-user");
		const { userId, name } = found.value;
		remember(keyOf(query), { userId, name });
		return ok({ userId, name });
	}

	function note(by: PlayerQuery["kind"], found: Result<unknown, OpenCloudProblem>): void {
		if (!found.ok) ports.log({ level: "warning", event: "user-lookup-failed", facts: { by, ...found.error } });
	}

	async function ask(query: PlayerQuery): Promise<Answer> {
		const found = query.kind === "id" ? await findById(users, query.userId) : await findByName(users, query.name);
		note(query.kind, found);
		return take(query, found);
	}

	async function find(query: PlayerQuery): Promise<Answer> {
		const recalled = recall(query);
		if (recalled !== undefined) return recalled;
		const key = keyOf(query);
		const asked = underWay.get(key) ?? ask(query).finally(() => underWay.delete(key));
		underWay.set(key, asked);
		return await asked;
	}

	async function findAll(queries: readonly PlayerQuery[]): Promise<readonly Answer[]> {
		const known = queries.map(recall);
		const unknown = queries.filter((_, index) => known[index] === undefined);
		const { byName, byId } = await findMany(users, unknown);
		note("name", byName);
		note("id", byId);
		return queries.map((query, index) => {
			const found = query.kind === "name" ? pick(byName, query.name.toLowerCase()) : pick(byId, query.userId);
			return known[index] ?? take(query, found);
		});
	}

	return { find, findAll };
}

function keyOf(query: PlayerQuery): string {
	return query.kind === "id" ? `id:${query.userId}` : `name:${query.name.toLowerCase()}`;
}

type Found = Result<User | undefined, OpenCloudProblem>;

async function findByName(users: Users, name: string): Promise<Found> {
	const found = await users.findByNames([name], LOOKUP);
	return found.ok ? ok(found.value.get(name.toLowerCase())) : found;
}

type FoundMany<Key> = Result<ReadonlyMap<Key, User>, OpenCloudProblem>;

/** The names in as few calls as they take, and the ids likewise. */
async function findMany(
	users: Users,
	queries: readonly PlayerQuery[],
): Promise<{ readonly byName: FoundMany<string>; readonly byId: FoundMany<number> }> {
	const names = new Set(queries.flatMap((query) => (query.kind === "name" ? [query.name.toLowerCase()] : [])));
	const ids = new Set(queries.flatMap((query) => (query.kind === "id" ? [query.userId] : [])));
	const [byName, listed] = await Promise.all([
		users.findByNames([...names], LOOKUP),
		users.findByIds([...ids], LOOKUP),
	]);
	return { byName, byId: listed.ok ? ok(new Map(listed.value.map((user) => [user.userId, user]))) : listed };
}

function pick<Key>(many: FoundMany<Key>, key: Key): Found {
	return many.ok ? ok(many.value.get(key)) : many;
}

/**
 * In bulk first, because only that interface leaves out terminated accounts. It promises no stability, so when it gives
 * no answer Open Cloud is asked, which shows terminated accounts like others.
 */
async function findById(users: Users, userId: number): Promise<Found> {
	const found = await users.findByIds([userId], LOOKUP);
	if (found.ok) return ok(found.value.find((user) => user.userId === userId));
	return await users.get(userId, LOOKUP);
}
