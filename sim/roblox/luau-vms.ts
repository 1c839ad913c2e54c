import type { Scheduler } from "../clock/scheduler";
import { createGameVm, type GameVm, type GameVmOptions } from "../luau/game-vm";
import { moveInPlace } from "../luau/place-tree";
import type { VmSpec } from "./vm-port";

type World =
	| "jobId"
	| "placeId"
	| "universeId"
	| "placeVersion"
	| "side"
	| "clock"
	| "seed"
	| "frameMicros"
	| "client"
	| "requestBudget";

/** Makes the real Luau VMs for a local Roblox; `options` are what the world does not decide. */
export function luauVms(scheduler: Scheduler, options: Omit<GameVmOptions, World>): (spec: VmSpec) => GameVm {
	const clock = { micros: () => scheduler.now(), unixMillis: () => scheduler.unixMillis() };
	return (spec) => {
		const { role, jobId, place, frameMicros, seed } = spec;
		const common = { ...options, ...place, side: role, jobId, clock, frameMicros, seed };
		if (spec.role === "server") return createGameVm({ ...common, requestBudget: spec.requestBudget });
		const { id: userId, name, displayName } = spec.user;
		const moved = moveInPlace(options.place, spec.moves);
		return createGameVm({ ...common, place: moved, client: { userId, name, displayName } });
	};
}
