import { given, refused, type ClientCall, type LocalScene } from "./scene";

/** The universe, its game servers, the key itself, and what the client says about itself. */
export const EXPERIENCE_CALLS: readonly ClientCall[] = [
	{
		name: "universes.get: the one of the settings",
		run: ({ v1 }) => v1.universes.get(),
		expected: ({ universeId }) => given({ universeId }),
	},
	{
		name: "universes.get: a key that Roblox does not know",
		run: ({ stranger }) => stranger.universes.get(),
		expected: () => refused("unauthorized"),
	},
	{
		name: "gameServers.listRunningJobs: a place",
		run: ({ v1, placeId }) => v1.gameServers.listRunningJobs(placeId),
		expected: () => ({ ok: true }),
	},
	{
		name: "gameServers.listRunningJobs: a key that Roblox does not know",
		run: ({ stranger, placeId }) => stranger.gameServers.listRunningJobs(placeId),
		expected: () => refused("unauthorized"),
	},
	{
		name: "keys.introspect: a key that works",
		run: ({ v1 }) => v1.keys.introspect(),
		expected: () => [given({ isEnabled: true, isExpired: false })],
	},
	{
		name: "keys.introspect: a key that Roblox does not know",
		run: ({ stranger }) => stranger.keys.introspect(),
		expected: () => [refused("unauthorized")],
	},
	{
		name: "budgets.metrics: what was sent is counted",
		run: async ({ v1 }) => {
			const granted = () => v1.budgets.metrics().find(({ name }) => name === "universes")?.granted ?? 0;
			const before = granted();
			await v1.universes.get();
			return { granted: granted() - before };
		},
		expected: () => ({ granted: 1 }),
	},
	{
		name: "lastProblem: a refusal stays until a call went well",
		run: async ({ v1, user }) => {
			await v1.messaging.publish("PurserContract", "a".repeat(1_025));
			const before = v1.lastProblem();
			await v1.users.get(user.userId);
			return { before, after: v1.lastProblem() };
		},
		expected: () => ({ before: { code: "invalid-request" }, after: undefined }),
	},
];

export const LOCAL_EXPERIENCE_CALLS: readonly ClientCall<LocalScene>[] = [
	{
		name: "universes.get: one that is not there",
		run: ({ otherUniverse }) => otherUniverse.universes.get(),
		expected: () => refused("not-found"),
	},
	{
		name: "gameServers.listRunningJobs: several versions, several pages, without those that ended",
		run: async ({ v1, placeId }) => {
			const jobs = await v1.gameServers.listRunningJobs(placeId);
			return jobs.ok ? [...jobs.value].sort() : jobs;
		},
		expected: ({ runningJobs }) => [...runningJobs].sort(),
	},
	{
		name: "gameServers.listRunningJobs: a place without servers",
		run: async ({ v1, placeId }) => {
			const jobs = await v1.gameServers.listRunningJobs(placeId + 1);
			return jobs.ok ? { jobs: jobs.value.size } : jobs;
		},
		expected: () => ({ jobs: 0 }),
	},
	{
		name: "gameServers.listRunningJobs: a key without the right",
		run: ({ powerless, placeId }) => powerless.gameServers.listRunningJobs(placeId),
		expected: () => refused("forbidden"),
	},
	{
		name: "keys.introspect: a key that is switched off, expires, and is bound to one data store",
		run: ({ switchedOff }) => switchedOff.keys.introspect(),
		expected: ({ universeId, store }) => [
			given({
				...{ isEnabled: false, isExpired: false, expiresAt: Date.UTC(2030, 0, 1) },
				scopes: [
					{ name: "universe-datastores.objects:read", universeIds: [universeId], storeNames: [store] },
					{ name: "universe:read", universeIds: [universeId], storeNames: [] },
				],
			}),
		],
	},
];
