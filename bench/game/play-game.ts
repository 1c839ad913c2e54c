import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readWalletValue } from "../../sim/checkers/wallet-value";
import { luauVms } from "../../sim/roblox/luau-vms";
import { createVirtualWorld, VIRTUAL_CONFIG, type VirtualWorld } from "../../sim/world/virtual-world";
import { walletAddress } from "../../sim/world/wallet-address";
import type { Measured } from "./figures";
import { VmMeter } from "./vm-meter";

export interface GamePlan {
	readonly players: number;
	readonly stretches: number;
	readonly secondsPerStretch: number;
}

const SEED = 1;
const FIRST_USER = 3_000_000_001;
const FRAMES_PER_SECOND = 60;
/** The server starts, and all players load, within this time. */
const BOOT_SECONDS = 60;

function script(name: string): string {
	return readFileSync(join(import.meta.dir, `${name}.luau`), "utf8");
}

/** One server with the companion behind it; players join, and the game pays out for as long as the plan says. */
export async function playGame(plan: GamePlan): Promise<Measured> {
	const userIds = Array.from({ length: plan.players }, (_, index) => FIRST_USER + index);
	const reference = { t: "remote", path: "ReplicatedStorage.ReferenceLoop", userId: FIRST_USER, args: [] } as const;
	const meter = new VmMeter(reference);
	const world = createVirtualWorld({
		seed: SEED,
		users: userIds.map((id) => ({ id, name: `Player${id}`, displayName: `Player${id}` })),
		framesPerSecond: FRAMES_PER_SECOND,
		vms: meter.watch(luauVms),
		scripts: { BusyGame: script("busy-game"), ReferenceLoop: script("reference-loop") },
	});
	let dataStoreCalls = 0;
	world.roblox.listen(({ kind }) => {
		if (kind === "store.called") dataStoreCalls += 1;
	});

	const home = world.roblox.addServer();
	await world.pass(BOOT_SECONDS);
	const bytesWithoutPlayers = meter.bytesInUse();
	for (const userId of userIds) {
		world.roblox.join(userId, home);
		await world.pass(BOOT_SECONDS / plan.players);
	}
	await world.pass(BOOT_SECONDS);
	dataStoreCalls = 0;
	const before = countChanges(world, userIds);
	const stretches = [];
	for (let stretch = 0; stretch < plan.stretches; stretch += 1) {
		meter.start();
		await world.pass(plan.secondsPerStretch);
		stretches.push(meter.stop());
	}
	const counted = { dataStoreCalls, changes: countChanges(world, userIds) - before };
	const bytesWithPlayers = meter.bytesInUse();
	const errors = world.roblox.errorLogCount();
	world.close();
	return {
		...{ players: plan.players, seconds: plan.stretches * plan.secondsPerStretch, stretches, errors },
		...{ ...counted, bytesWithoutPlayers, bytesWithPlayers },
		framesPerStretch: plan.secondsPerStretch * FRAMES_PER_SECOND,
	};
}

/** What is stored; as far behind the game at the end as at the beginning. */
function countChanges({ roblox }: VirtualWorld, userIds: readonly number[]): number {
	return userIds.reduce((total, userId) => {
		const entry = roblox.stores.read(walletAddress(VIRTUAL_CONFIG.storeName, userId));
		const wallet = readWalletValue(entry?.value ?? null);
		return total + (wallet === undefined || typeof wallet === "string" ? 0 : wallet.revision);
	}, 0);
}
