import type { Database } from "bun:sqlite";
import type { CompanionConfig } from "../../companion/config-type";
import { runRestore } from "../../companion/fence/restore-program";
import { after, MILLISECOND, type Scheduler } from "../clock/scheduler";
import type { Random } from "../random";

export interface OperatorPorts {
	readonly scheduler: Scheduler;
	readonly random: Random;
	readonly config: CompanionConfig;
	/** Open Cloud of the same world. */
	readonly fetch: (request: Request) => Promise<Response>;
	readonly database: Database;
}

/**
 * What a person does with a backup: the product's own `restore`, once to read what it says and once with what it asked
 * to be repeated. False when nothing was restored for certain, because Roblox did not answer; then it is run again.
 */
export async function restoreByHand(operator: OperatorPorts): Promise<boolean> {
	const { scheduler, random, config, fetch, database } = operator;
	const ports = {
		clock: { now: () => scheduler.unixMillis(), precise: () => scheduler.unixMillis() },
		timers: { after: (millis: number, run: () => void) => after(scheduler, millis * MILLISECOND, run) },
		afterTurn: (run: () => void) => void scheduler.at(scheduler.now(), run),
		random: {
			hex: (bytes: number) =>
				random
					.uuid()
					.replaceAll("-", "")
					.slice(0, bytes * 2),
			fraction: () => random.ratio(),
		},
		fetch,
		log: () => undefined,
		database,
	};
	const said: string[] = [];
	const say = (line: string): void => void said.push(line);
	// Restored already, by a former try whose end nobody saw.
	if ((await runRestore(ports, config, [], say)) === 0) return true;
	const lineage = /--confirm (\S+)$/.exec(said.at(-1) ?? "")?.[1];
	return lineage !== undefined && (await runRestore(ports, config, ["--confirm", lineage], say)) === 0;
}
