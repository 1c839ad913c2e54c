import { expect, test } from "bun:test";
import { createScriptedCloud, status } from "./testing/scripted-cloud";

const FACTS = { name: "companion", authorizedUserId: 1, enabled: true, expired: false };

test("each key is asked about by itself, and named by its operations", async () => {
	const world = createScriptedCloud({ apiKeys: ["first-key", "second-key"] });
	const scopes = [
		{
			name: "universe-datastores.objects",
			operations: ["read", "update"],
			universeDatastores: [
				{ universeId: "4711", datastoreName: "EconomyWallet" },
				{ universeId: "9", datastoreName: "Other" },
			],
		},
		{ name: "universe-messaging-service", operations: ["publish"], universeIds: ["*"] },
		{ name: "asset", operations: ["write"], userIds: ["*"] },
	];
	const expirationTimeUtc = "2026-01-01T12:00:00.000Z";
	world.answers.push(Response.json({ ...FACTS, scopes, expirationTimeUtc }), status(401));
	const store = { universeIds: ["4711", "9"], storeNames: ["EconomyWallet"] };
	const everywhere = { universeIds: [], storeNames: [] };
	expect(await world.run(world.cloud.keys.introspect())).toMatchObject([
		{
			ok: true,
			value: {
				...{ name: "companion", isEnabled: true, isExpired: false, expiresAt: Date.UTC(2026, 0, 1, 12) },
				scopes: [
					{ name: "universe-datastores.objects:read", ...store },
					{ name: "universe-datastores.objects:update", ...store },
					{ name: "universe-messaging-service:publish", ...everywhere },
					{ name: "asset:write", ...everywhere },
				],
			},
		},
		{ ok: false, error: { code: "unauthorized", operation: "introspect-key" } },
	]);
	expect(world.requests.map(({ body }): unknown => JSON.parse(body))).toEqual([
		{ apiKey: "first-key" },
		{ apiKey: "second-key" },
	]);
});

test("a key that is off or expired says so", async () => {
	const world = createScriptedCloud();
	world.answers.push(Response.json({ ...FACTS, enabled: false, expired: true, scopes: [] }));
	const expected = [{ value: { isEnabled: false, isExpired: true, expiresAt: undefined, scopes: [] } }];
	expect(await world.run(world.cloud.keys.introspect())).toMatchObject(expected);
});

test("the universe is named with its root place", async () => {
	const world = createScriptedCloud();
	world.answers.push(
		Response.json({ path: "universes/4711", displayName: "Isle", rootPlace: "universes/4711/places/5" }),
		Response.json({ path: "universes/9", displayName: "Other" }),
	);
	const universe = await world.run(world.cloud.universes.get());
	expect(universe).toEqual({ ok: true, value: { universeId: "4711", displayName: "Isle", rootPlaceId: "5" } });
	expect(await world.run(world.cloud.universes.get())).toMatchObject({ error: { code: "unreadable" } });
});
