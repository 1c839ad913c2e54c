import { createClient } from "./client";
import { RULES } from "./rules";
import type { Contender, DatabaseSettings, Secrets } from "../contenders/contender";
import { countRows } from "../count-rows";

/** Receipts of the suite begin at 0; those that a kill follows, here. */
const KILL_NUMBER = 1_000_000;

export interface Conformance {
	readonly rules: number;
	readonly settings: DatabaseSettings;
}

/**
 * Holds a storing contender to the contract, and to its word: killed the moment it has answered, the rows are there.
 * `databasePath` is of a database made for this. Throws with every rule that does not hold.
 */
export async function checkContender(
	contender: Contender,
	databasePath: string,
	{ keys }: Secrets,
): Promise<Conformance> {
	const running = await contender.start(databasePath);
	const problems: string[] = [];
	let settings: DatabaseSettings;
	try {
		settings = (await contender.readSettings?.(running)) ?? { journalMode: "?", synchronous: -1 };
		const client = createClient(running.port, keys, 0);
		for (const { name, wanted, play } of RULES) {
			const seen = JSON.stringify(await play(client));
			if (seen !== JSON.stringify(wanted)) problems.push(`${name}: wanted ${JSON.stringify(wanted)}, saw ${seen}`);
		}
		const killed = createClient(running.port, keys, KILL_NUMBER);
		const before = countRows(databasePath);
		const seen = await killed.send(killed.sign(killed.fresh(5)));
		await running.kill();
		const rows = countRows(databasePath) - before;
		if (seen.status !== 200 || rows !== 5) problems.push(`after a kill ${rows} of 5 answered receipts are there`);
	} finally {
		await running.kill();
	}
	if (settings.journalMode !== "wal" || settings.synchronous !== 2) {
		problems.push(`its connection has journal ${settings.journalMode}, synchronous ${settings.synchronous}`);
	}
	if (problems.length > 0) throw new Error(`${contender.name} does not keep the contract:\n${problems.join("\n")}`);
	return { rules: RULES.length + 1, settings };
}
