import { expect, test } from "bun:test";
import { ALL_SCOPES, TEST_KEY, TestWorld } from "../testing/test-world";

const ENTRY = "/cloud/v2/universes/1/data-stores/S/entries/k";
const KEYLESS = { headers: { "x-api-key": "" } };

function introspect(world: TestWorld, apiKey: unknown): Promise<Response> {
	return world.openCloud("POST", "/api-keys/v1/introspect", { ...KEYLESS, body: JSON.stringify({ apiKey }) });
}

test("a key tells its name, owner, scopes and what they are bound to", async () => {
	const scopes = ["universe-datastores.objects:read", "universe-datastores.objects:update", "universe:read"];
	const key = { key: TEST_KEY, scopes, name: "purser", ownerId: 7, universeIds: [1], storeNames: ["S"] };
	const world = new TestWorld({ apiKeys: [key] });
	expect(await (await introspect(world, TEST_KEY)).json()).toEqual({
		name: "purser",
		authorizedUserId: 7,
		scopes: [
			{
				name: "universe-datastores.objects",
				operations: ["read", "update"],
				universeDatastores: [{ universeId: "1", datastoreName: "S" }],
			},
			{ name: "universe", operations: ["read"], universeIds: ["1"] },
		],
		enabled: true,
		expired: false,
	});
	expect((await introspect(world, "unknown")).status).toBe(401);
	expect((await introspect(world, 5)).status).toBe(400);
});

test("a key that is switched off, ran out or was revoked opens nothing; the first two still tell so", async () => {
	const key = { key: TEST_KEY, scopes: ALL_SCOPES, isEnabled: true, isRevoked: false, expiresAt: 0 };
	key.expiresAt = Number.MAX_SAFE_INTEGER / 1_000;
	const world = new TestWorld({ apiKeys: [key] });
	const status = async () => (await world.openCloud("GET", ENTRY)).status;
	expect(await status()).toBe(404);
	key.isEnabled = false;
	expect(await status()).toBe(401);
	expect(await (await introspect(world, TEST_KEY)).json()).toMatchObject({ enabled: false, expired: false });
	Object.assign(key, { isEnabled: true, expiresAt: 1 });
	expect(await status()).toBe(401);
	expect(await (await introspect(world, TEST_KEY)).json()).toMatchObject({
		expired: true,
		expirationTimeUtc: "1970-01-01T00:00:00.001Z",
	});
	Object.assign(key, { expiresAt: Number.MAX_SAFE_INTEGER / 1_000, isRevoked: true });
	expect(await status()).toBe(401);
	expect((await introspect(world, TEST_KEY)).status).toBe(401);
});

test("a key that is bound to another universe or data store is forbidden", async () => {
	const statusWith = async (binding: object): Promise<number> => {
		const world = new TestWorld({ apiKeys: [{ key: TEST_KEY, scopes: ALL_SCOPES, ...binding }] });
		return (await world.openCloud("GET", ENTRY)).status;
	};
	expect(await statusWith({ universeIds: [1], storeNames: ["S"] })).toBe(404);
	expect(await statusWith({ universeIds: [2] })).toBe(403);
	expect(await statusWith({ storeNames: ["Other"] })).toBe(403);
});

test("users are found by ids, and terminated ones are left out when asked", async () => {
	const users = [
		{ id: 101, name: "Ada", displayName: "Ada" },
		{ id: 102, name: "Ben", displayName: "Benny", isTerminated: true },
	];
	const world = new TestWorld({ users });
	const ask = async (path: string, body: object): Promise<unknown> =>
		await (await world.openCloud("POST", path, { ...KEYLESS, body: JSON.stringify(body) })).json();
	const userIds = [101, 102, 999];
	expect(await ask("/v1/users", { userIds })).toMatchObject({ data: [{ id: 101 }, { id: 102, displayName: "Benny" }] });
	expect(await ask("/v1/users", { userIds, excludeBannedUsers: true })).toMatchObject({ data: [{ id: 101 }] });
	const usernames = ["ada", "ben"];
	expect(await ask("/v1/usernames/users", { usernames, excludeBannedUsers: false })).toMatchObject({
		data: [{ requestedUsername: "ada" }, { requestedUsername: "ben" }],
	});
	expect(await ask("/v1/usernames/users", { usernames, excludeBannedUsers: true })).toMatchObject({
		data: [{ requestedUsername: "ada" }],
	});
	const tooMany = { userIds: Array.from({ length: 201 }, (_, index) => index) };
	expect(await ask("/v1/users", tooMany)).toEqual({ errors: [{ code: 1, message: "Too many ids." }] });
});

test("the universe names its root place, a hundred times a minute", async () => {
	const world = new TestWorld();
	const path = "/cloud/v2/universes/1";
	const response = await world.openCloud("GET", path);
	expect(await response.json()).toMatchObject({ path: "universes/1", rootPlace: "universes/1/places/2" });
	expect(response.headers.get("x-ratelimit-limit")).toBe("100, 100;w=60");
	expect((await world.openCloud("GET", "/cloud/v2/universes/9")).status).toBe(404);
});
