import type { Database } from "bun:sqlite";
import { readSetting, type Environment } from "../config/setting";
import { SETTINGS } from "../config/settings";
import { lookAtDatabase } from "../database/look-at-database";
import { errorCode } from "../error-code";
import { verifyAudit, type VerifyReport } from "./verify-audit";

/** 0: everything holds. 1: something does not. 2: it could not be looked at. */
export type VerifyExit = 0 | 1 | 2;

export interface VerifyMachine {
	/** Whether there is a file of this path. */
	readonly exists: (path: string) => boolean;
	/** Told how far it is, now and then. */
	readonly progress: (line: string) => void;
}

const PROGRESS_ROWS = 100_000;

/** `verify [--json] [--since-checkpoint] [--database PATH]`: proves the audit, or names the first thing that is wrong. */
export function runVerify(
	machine: VerifyMachine,
	environment: Environment,
	args: readonly string[],
	say: (line: string) => void,
): VerifyExit {
	const asked = readArguments(args, environment);
	const refuse = (problem: string): VerifyExit => {
		say(args.includes("--json") ? JSON.stringify({ ok: false, refused: problem }) : problem);
		return 2;
	};
	if (typeof asked === "string") return refuse(asked);
	let database: Database;
	try {
		database = lookAtDatabase(asked.path, machine.exists(`${asked.path}-wal`));
	} catch (problem) {
		return refuse(`${asked.path} cannot be read (${errorCode(problem)})`);
	}
	try {
		if (!hasChain(database)) return refuse("This database is older than the chain: start the companion once.");
		const report = verifyAudit(database, asked.from, (rows) => {
			if (rows % PROGRESS_ROWS === 0) machine.progress(`${rows} rows`);
		});
		if (asked.json) say(JSON.stringify(report));
		else for (const line of describe(report)) say(line);
		return report.ok ? 0 : 1;
	} catch (problem) {
		const code = errorCode(problem);
		// A part of the file that is not even a table any more.
		if (!code.startsWith("SQLITE_")) throw problem;
		return refuse(`${asked.path} cannot be read (${code}): restore the newest backup`);
	} finally {
		database.close();
	}
}

interface Asked {
	readonly json: boolean;
	readonly from: "start" | "checkpoint";
	readonly path: string;
}

function readArguments(args: readonly string[], environment: Environment): Asked | string {
	const usage = "Usage: verify [--json] [--since-checkpoint] [--database PATH]";
	const asked = { json: false, from: "start" as Asked["from"] };
	let path: string | undefined;
	for (let index = 0; index < args.length; index += 1) {
		const word = args[index];
		if (word === "--json") asked.json = true;
		else if (word === "--since-checkpoint") asked.from = "checkpoint";
		else if (word === "--database" && args[index + 1] !== undefined) path = args[(index += 1)];
		else return usage;
	}
	if (path !== undefined) return { ...asked, path };
	const reading = readSetting(environment, SETTINGS.databasePath);
	if (reading?.ok === true) return { ...asked, path: reading.value };
	return `${SETTINGS.databasePath.name} ${reading?.problem ?? "is missing"}. ${usage}`;
}

function hasChain(database: Database): boolean {
	const columns = database.query<{ name: string }, []>("PRAGMA table_info(audit_entry)").all();
	return columns.some(({ name }) => name === "chain_hash");
}

function describe({ ok, since, chain, wallets }: VerifyReport): readonly string[] {
	const lines = [`${chain.rows} rows${since > 0 ? ` behind row ${since}` : ""}, ${chain.erased} without personal text`];
	if (chain.unchained > 0) lines.push(`${chain.unchained} of them are from before there was a chain`);
	if (wallets !== undefined) lines.push(`${wallets.wallets} wallets, ${wallets.lost} receipts lost in a restore`);
	if (chain.head !== undefined) lines.push(`row ${chain.head.row} has the hash ${chain.head.hash}`);
	for (const problem of [chain.problem, wallets?.problem])
		if (problem !== undefined) lines.push(`WRONG: ${problem.what}`);
	return [...lines, ok ? "everything holds" : "the audit is not what was written"];
}
