import { bunPlatform } from "../../../shared/bun/platform";
import { ok, type Result } from "../../../shared/result";
import { fieldOf } from "../../answer-fields";
import { readJson, unreadable } from "./answer";
import type { Core } from "./core";
import type { CallOptions, OpenCloudProblem, User, Users } from "./open-cloud";
import type { Call } from "./call";
import { send } from "./send";

/** The description names no limit for names and 200 for ids; "too many" is answered with 400. */
const NAMES_AT_ONCE_MAX = 50;
const IDS_AT_ONCE_MAX = 100;

/**
 * Users by id through Open Cloud, and in bulk through `users.roblox.com`, the only interface that finds names and leaves
 * out terminated accounts. That one takes no key and promises no stability. Source: the official description.
 */
export function createUsers(core: Core): Users {
	return {
		get: async (userId, options) => {
			const call: Call = {
				...{ operation: "get-user", budget: core.budgets.users, method: "GET", needsKey: true, effect: "read" },
				url: `${core.apiUrl}/cloud/v2/users/${userId}`,
			};
			const answered = await send(core, call, options);
			if (!answered.ok) return answered.error.code === "not-found" ? ok(undefined) : answered;
			const body = readJson(call, answered.value);
			if (!body.ok) return body;
			return withId(call, readUser(body.value), userId, answered.value.status);
		},
		findByNames: async (names, options) => {
			const found = new Map<string, User>();
			for (const batch of batches(names, NAMES_AT_ONCE_MAX)) {
				const read = await readBulk(core, "/v1/usernames/users", { usernames: batch }, options);
				if (!read.ok) return read;
				for (const { item, user } of read.value) {
					const asked = fieldOf(item, "requestedUsername");
					found.set((typeof asked === "string" ? asked : user.name).toLowerCase(), user);
				}
			}
			return ok(found);
		},
		findByIds: async (userIds, options) => {
			const found: User[] = [];
			for (const batch of batches(userIds, IDS_AT_ONCE_MAX)) {
				const read = await readBulk(core, "/v1/users", { userIds: batch }, options);
				if (!read.ok) return read;
				found.push(...read.value.map(({ user }) => user));
			}
			return ok(found);
		},
	};
}

interface Found {
	readonly item: unknown;
	readonly user: User;
}

async function readBulk(
	core: Core,
	path: string,
	question: object,
	options?: CallOptions,
): Promise<Result<readonly Found[], OpenCloudProblem>> {
	const call: Call = {
		...{ operation: "find-users", budget: core.budgets.userNames, method: "POST", needsKey: false, effect: "read" },
		url: `${core.usersUrl}${path}`,
		body: JSON.stringify({ ...question, excludeBannedUsers: true }),
	};
	const answered = await send(core, call, options);
	if (!answered.ok) return answered;
	const body = readJson(call, answered.value);
	if (!body.ok) return body;
	const items = bunPlatform.asList(fieldOf(body.value, "data"));
	const found = items?.flatMap((item): Found[] => {
		const user = readUser(item);
		return user === undefined ? [] : [{ item, user }];
	});
	if (found === undefined || found.length !== items?.length) return unreadable(call, answered.value.status);
	return ok(found);
}

/** Open Cloud writes ids as text, the other one as numbers. */
function readUser(item: unknown): User | undefined {
	const id = fieldOf(item, "id");
	const userId = typeof id === "string" && /^\d{1,16}$/.test(id) ? Number(id) : id;
	const name = fieldOf(item, "name");
	const displayName = fieldOf(item, "displayName");
	if (typeof userId !== "number" || !Number.isSafeInteger(userId) || userId < 1) return undefined;
	if (typeof name !== "string" || name === "") return undefined;
	return { userId, name, displayName: typeof displayName === "string" ? displayName : name };
}

function withId(
	call: Call,
	user: User | undefined,
	userId: number,
	status: number,
): Result<User | undefined, OpenCloudProblem> {
	return user?.userId === userId ? ok(user) : unreadable(call, status);
}

function* batches<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
	for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
