import { BALANCE_MAX } from "../../shared/limits";
import { nameJournal } from "../database/journal-life";
import { migrate } from "../database/migrate";
import type { Ports } from "../ports";
import { createErasures } from "./erasures";

/**
 * `erase <user id>`: notes that a player's wallet is to be erased. The companion carries it out, running or at its next
 * start. Returns the exit code. Throws when the database cannot be brought to the newest form.
 */
export function runErase(
	ports: Pick<Ports, "clock" | "random" | "database">,
	args: readonly string[],
	say: (line: string) => void,
): 0 | 1 {
	const [text = ""] = args;
	const userId = /^[1-9]\d{0,15}$/.test(text) ? Number(text) : 0;
	if (args.length !== 1 || userId < 1 || userId > BALANCE_MAX) {
		say("Usage: erase <Roblox user id>");
		return 1;
	}
	const { database, clock, random } = ports;
	migrate(database, clock.now());
	nameJournal(ports);
	const { id } = createErasures(database).ask(userId, random.hex(16), clock.now());
	say(
		`Noted as erasure ${id}. The companion empties the wallet once the player is on no server and the audit, and the`,
	);
	say("newest backup where backups are made, hold every receipt. Its log says wallet-erased, or what it waits for.");
	// Backups of before still name the player; the companion cannot reach into them.
	say("Older backups still name the player: delete them when the law asks for it.");
	return 0;
}
