import { Database } from "bun:sqlite";
import { BALANCE_MAX } from "../../shared/limits";
import type { ProgramConfig } from "../config";
import type { CompanionConfig } from "../config-type";
import { errorCode } from "../error-code";
import type { Ports } from "../ports";
import { NO_LOAD } from "../roblox/open-cloud/budgets";
import { createOpenCloud } from "../roblox/open-cloud/create-open-cloud";
import { findDrift, type DriftReport } from "./find-drift";
import { createAuditFacts } from "./wallet-facts";

/** 0: data store and audit agree. 1: they do not. 2: not everything could be read, or it was not understood. */
export type DriftExit = 0 | 1 | 2;

/** A fifth of what one key may read in a minute: the companion reads beside it, and so does the game. */
const PACE_DEFAULT = 60;
const PACE_MAX = 300;
const PROGRESS_WALLETS = 100;
const USAGE = "Usage: reconcile [--json] [--user ROBLOX_USER_ID] [--per-minute 1 to 300]";

interface Asked {
	readonly json: boolean;
	readonly userId: number | undefined;
	readonly pace: number;
}

export interface DriftPorts extends Pick<Ports, "clock" | "timers" | "random" | "fetch" | "log"> {
	/** Whether there is a file of this path. */
	readonly exists: (path: string) => boolean;
	/** Told how far it is, now and then. */
	readonly progress: (line: string) => void;
}

/** `reconcile`: compares the wallets in the data store with the audit and changes neither. Awaits Open Cloud. */
export async function runDrift(
	ports: DriftPorts,
	config: ProgramConfig,
	args: readonly string[],
	say: (line: string) => void,
): Promise<DriftExit> {
	const asked = readArguments(args);
	const path = config.databasePath;
	if (asked === undefined || !ports.exists(path)) {
		say(asked === undefined ? USAGE : `There is no database at ${path}.`);
		return 2;
	}
	const database = new Database(path, { readonly: true, strict: true });
	try {
		const report = await compareAll(ports, config.companion, database, asked);
		if (asked.json) say(JSON.stringify(report));
		else for (const line of describe(report)) say(line);
		if (report.drift.length > 0) return 1;
		return report.ok ? 0 : 2;
	} catch (problem) {
		say(
			`${path} cannot be read by this program (${errorCode(problem)}): start the companion once, or see \`bun run doctor\`.`,
		);
		return 2;
	} finally {
		database.close();
	}
}

function compareAll(
	ports: DriftPorts,
	config: CompanionConfig,
	database: Database,
	asked: Asked,
): Promise<DriftReport> {
	const openCloud = createOpenCloud(ports, config, () => NO_LOAD);
	const parts = {
		...{ timers: ports.timers, pace: asked.pace },
		facts: createAuditFacts(database, config.guildId),
		entries: openCloud.conditionalEntries(config.storeName),
		onProgress: (wallets: number) => {
			if (wallets % PROGRESS_WALLETS === 0) ports.progress(`${wallets} wallets`);
		},
	};
	return findDrift(parts, asked.userId);
}

function readArguments(args: readonly string[]): Asked | undefined {
	const asked: { -readonly [Name in keyof Asked]: Asked[Name] } = {
		json: false,
		userId: undefined,
		pace: PACE_DEFAULT,
	};
	for (let index = 0; index < args.length; index += 1) {
		const word = args[index];
		if (word === "--json") asked.json = true;
		else if (word === "--user") asked.userId = readNumber(args[(index += 1)], BALANCE_MAX);
		else if (word === "--per-minute") asked.pace = readNumber(args[(index += 1)], PACE_MAX);
		else return undefined;
		if (asked.userId === 0 || asked.pace === 0) return undefined;
	}
	return asked;
}

/** 0 for what is none. */
function readNumber(text: string | undefined, max: number): number {
	const number = /^[1-9]\d{0,15}$/.test(text ?? "") ? Number(text) : 0;
	return number <= max ? number : 0;
}

function describe({ wallets, waiting, unread, drift }: DriftReport): readonly string[] {
	const lines = [`${wallets} wallets compared; ${waiting} receipts are on their way to the audit`];
	for (const { userId, kind, what } of drift) lines.push(`WRONG: ${userId}: ${what} (${kind})`);
	if (unread.length > 0) lines.push(`${unread.length} entries could not be read: ${unread.slice(0, 10).join(", ")}`);
	if (drift.length > 0) return [...lines, "data store and audit contradict each other"];
	return [...lines, unread.length > 0 ? "run it again for the rest" : "data store and audit agree"];
}
