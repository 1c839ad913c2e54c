import type { Database } from "bun:sqlite";
import type { Backups } from "../backup/create-backups";
import { DATABASE_TROUBLES, type DatabaseWatch } from "../database/database-watch";
import type { Transactions } from "../database/transactions";
import type { FenceState } from "../fence/create-fence";
import { FENCE_PROBLEMS } from "../fence/compare-fence";
import type { Ports } from "../ports";
import type { SecretsWatch } from "../secrets/watch-secrets";
import type { ServerRegistry } from "../servers/server-registry";
import type { OpenCloud } from "../roblox/open-cloud/open-cloud";
import { describeProblem } from "../roblox/open-cloud/problem";

type Health = "ok" | "degraded" | "down";

export interface DependencyHealth {
	readonly status: Health;
	readonly reason?: string;
}

export interface HealthReport {
	readonly status: Health;
	readonly dependencies: Readonly<Record<string, DependencyHealth>>;
}

/** What the health routes know. Reasons name what is wrong, never where the machine keeps things. */
export interface HealthCheck {
	report(): HealthReport;
	isReady(): boolean;
}

interface Parts {
	readonly ports: Pick<Ports, "clock" | "log">;
	readonly database: Database;
	readonly watch: Pick<DatabaseWatch, "trouble" | "note">;
	readonly transactions: Pick<Transactions, "run">;
	readonly servers: ServerRegistry;
	readonly isStarted: () => boolean;
	readonly openCloud: Pick<OpenCloud, "lastProblem">;
	readonly fenceState: () => FenceState;
	readonly backups: Pick<Backups, "isOn" | "problem">;
	readonly secretsWatch: Pick<SecretsWatch, "isOn" | "trouble">;
	/** What the companion does by itself on stored entries: what of it is off or fails. */
	readonly reconciling: () => Readonly<Record<string, DependencyHealth>>;
}

export function createHealthCheck(parts: Parts): HealthCheck {
	/** Why the database cannot be used, if it cannot. */
	function findTrouble(): string | undefined {
		const known = parts.watch.trouble();
		if (known !== undefined) {
			// Whoever looks finds it well once it is; nobody else might write meanwhile.
			if (known !== "damaged") parts.transactions.run(() => undefined).catch(() => undefined);
			return DATABASE_TROUBLES[known];
		}
		try {
			parts.database.query("SELECT value FROM meta WHERE key = 'lineage'").get();
			return undefined;
		} catch (error) {
			const message = error instanceof Error ? error.message : String(error);
			parts.ports.log({ level: "error", event: "database-unreadable", facts: { message } });
			parts.watch.note(error);
			return "it cannot be read";
		}
	}

	function readMode(pragma: "journal_mode" | "synchronous"): string | number {
		const row = parts.database.query<Record<string, string | number>, []>(`PRAGMA ${pragma}`).get();
		return Object.values(row ?? {})[0] ?? "unknown";
	}

	function report(): HealthReport {
		const trouble = findTrouble();
		if (trouble !== undefined) {
			return { status: "down", dependencies: { database: { status: "down", reason: trouble } } };
		}
		const problem = parts.openCloud.lastProblem();
		const live = parts.servers.countLive(parts.ports.clock.now());
		const fence = describeFence(parts.fenceState());
		const dependencies: HealthReport["dependencies"] = {
			// What durability rests on, as the connection itself has it now.
			database: { status: "ok", reason: `journal ${readMode("journal_mode")}, synchronous ${readMode("synchronous")}` },
			openCloud:
				problem === undefined
					? { status: "ok" }
					: { status: "degraded", reason: `${problem.operation}: ${describeProblem(problem)}` },
			fence,
			backups: describeBackups(parts.backups),
			secrets: describeSecrets(parts.secretsWatch),
			gameServers: { status: "ok", reason: `${live} live` },
			...parts.reconciling(),
		};
		const isOk = Object.values(dependencies).every(({ status }) => status === "ok");
		return { status: isOk ? "ok" : "degraded", dependencies };
	}

	return { report, isReady: () => parts.isStarted() && findTrouble() === undefined };
}

function describeFence(state: FenceState): DependencyHealth {
	switch (state.kind) {
		case "holds":
			return { status: "ok" };
		case "off":
			return { status: "ok", reason: "off: nothing keeps a second companion away" };
		case "unchecked":
			return { status: "degraded", reason: "not compared yet: commands wait" };
		case "read-only":
			return { status: "degraded", reason: `read-only, ${state.problem}: ${FENCE_PROBLEMS[state.problem]}` };
	}
}

function describeBackups({ isOn, problem }: Pick<Backups, "isOn" | "problem">): DependencyHealth {
	if (!isOn) return { status: "ok", reason: "off: a lost database takes its audit with it" };
	// Where the machine keeps them is nobody's business here; the log has the details.
	return problem() === undefined ? { status: "ok" } : { status: "degraded", reason: "the last one failed" };
}

function describeSecrets({ isOn, trouble }: Pick<SecretsWatch, "isOn" | "trouble">): DependencyHealth {
	if (!isOn) return { status: "ok", reason: "from the environment: a restart replaces them" };
	const code = trouble();
	if (code === undefined) return { status: "ok" };
	return { status: "degraded", reason: `the changed file is not taken (${code}), and the keys from before hold` };
}
