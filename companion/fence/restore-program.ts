import type { Database } from "bun:sqlite";
import { fenceStoreName } from "../../shared/store-keys";
import type { CompanionConfig } from "../config-type";
import { nameJournal } from "../database/journal-life";
import { migrate } from "../database/migrate";
import type { Ports } from "../ports";
import { NO_LOAD } from "../roblox/open-cloud/budgets";
import { createOpenCloud } from "../roblox/open-cloud/create-open-cloud";
import { restoreJournal } from "./restore-journal";

/** How the program ends: 0 when this database may command its store from now on, or might already. */
export type RestoreExit = 0 | 1;

/**
 * `restore [--confirm <lineage>]`: shows what restoring this database means, or does it. Throws when the database
 * cannot be brought to the newest form.
 */
export async function runRestore(
	ports: Omit<Ports, "database"> & { readonly database: Database },
	config: CompanionConfig,
	args: readonly string[],
	say: (line: string) => void,
): Promise<RestoreExit> {
	const now = ports.clock.now();
	migrate(ports.database, now);
	nameJournal(ports);
	const openCloud = createOpenCloud(ports, config, () => NO_LOAD);
	const entries = openCloud.conditionalEntries(fenceStoreName(config.storeName));
	const confirmed = args[0] === "--confirm" ? args[1] : undefined;
	const outcome = await restoreJournal({ database: ports.database, entries, now }, confirmed);
	switch (outcome.kind) {
		case "not-needed":
			say("This database may command its store already; nothing to restore.");
			return 0;
		case "restored":
			say(`Restored. This is epoch ${outcome.epoch} of the journal; start the companion now.`);
			return 0;
		case "unconfirmed":
			say("Restoring makes this database the one that commands its store. Stop every other companion first.");
			for (const warning of outcome.warnings) say(`Warning: ${warning}`);
			say(`To go on, add: --confirm ${outcome.lineage}`);
			return 1;
		case "trouble":
			say(`Nothing was restored: ${outcome.reason}.`);
			return 1;
	}
}
