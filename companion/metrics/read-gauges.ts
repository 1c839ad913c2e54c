import type { Database } from "bun:sqlite";
import { toCode } from "../ledger/command-row";
import type { Ports } from "../ports";
import type { BudgetMetrics } from "../roblox/open-cloud/open-cloud";
import type { KeySet } from "../secrets/key-set";
import type { KeyKind } from "../secrets/long-lived-keys";
import type { SecretsWatch } from "../secrets/watch-secrets";
import type { ServerRegistry } from "../servers/server-registry";
import type { Family, Sample } from "./render-families";

interface Parts {
	readonly ports: Pick<Ports, "clock">;
	readonly database: Database;
	readonly servers: Pick<ServerRegistry, "countLive">;
	readonly budgets: () => readonly BudgetMetrics[];
	readonly keySet: Pick<KeySet, "keys">;
	readonly secretsWatch: Pick<SecretsWatch, "trouble">;
	/** Units that wait for the next commit. */
	readonly unitsWaiting: () => number;
}

/** What is looked at when somebody asks. Of the database nothing, while it cannot be read. */
export function readGauges(parts: Parts): readonly Family[] {
	const waiting = [{ labels: {}, value: parts.unitsWaiting() }];
	return [
		gauge("purser_units_waiting", "Units of work that wait for the next commit.", waiting),
		...describeKeys(parts),
		...readDatabase(parts),
		...describeBudgets(parts.budgets()),
	];
}

function gauge(name: string, help: string, samples: readonly Sample[]): Family {
	return { name, help, type: "gauge", samples };
}

function describeKeys({ keySet, secretsWatch }: Parts): readonly Family[] {
	const { hmacSecrets, gameSecrets, serviceKeys } = keySet.keys();
	const counts: Readonly<Record<KeyKind, number>> = {
		...{ HMAC_SECRET: hmacSecrets.length, GAME_SECRET: gameSecrets.length, API_SERVICE_KEY: serviceKeys.length },
	};
	const accepted = Object.entries(counts).map(([setting, value]) => ({ labels: { setting }, value }));
	const refused = [{ labels: {}, value: secretsWatch.trouble() === undefined ? 0 : 1 }];
	return [
		gauge("purser_keys_accepted", "Long-lived keys that are accepted.", accepted),
		gauge("purser_secrets_file_refused", "1 while the secrets file says what cannot be taken.", refused),
	];
}

interface OpenRow {
	readonly state: string;
	readonly queue: string;
	readonly waiting: string | null;
	readonly count: number;
}

function readDatabase({ ports, database, servers }: Parts): readonly Family[] {
	const now = ports.clock.now();
	try {
		const open = database
			.query<OpenRow, [number]>(
				`SELECT state, waiting, count(*) AS count,
					CASE WHEN due_at IS NULL THEN 'idle' WHEN due_at <= ? THEN 'due' ELSE 'later' END AS queue
				FROM command WHERE settled_at IS NULL GROUP BY state, queue, waiting`,
			)
			.all(now);
		const live = [{ labels: {}, value: servers.countLive(now) }];
		return [
			gauge(
				"purser_commands_open",
				"Open commands, by when they are rung next and what they wait for.",
				open.map(toSample),
			),
			gauge("purser_game_servers", "Game servers heard within the silence time.", live),
		];
	} catch {
		// The health report says so, and the log; everything else is known all the same.
		return [];
	}
}

function toSample({ state, queue, waiting, count }: OpenRow): Sample {
	return { labels: { state, queue, waiting: toCode(waiting) ?? "" }, value: count };
}

function describeBudgets(budgets: readonly BudgetMetrics[]): readonly Family[] {
	const samples = (valueOf: (budget: BudgetMetrics) => number): Sample[] =>
		budgets.map((budget) => ({ labels: { budget: budget.name }, value: valueOf(budget) }));
	const calls = budgets.flatMap(({ name, granted, refused }) => [
		{ labels: { budget: name, result: "granted" }, value: granted },
		{ labels: { budget: name, result: "refused" }, value: refused },
	]);
	const start = "purser_open_cloud_budget";
	return [
		gauge(
			`${start}_per_minute`,
			"Calls to Roblox that may go out in a minute.",
			samples((one) => one.perMinute),
		),
		gauge(
			`${start}_available`,
			"Calls to Roblox that may go out now.",
			samples((one) => one.available),
		),
		gauge(
			`${start}_waiting`,
			"Calls to Roblox that wait for their turn.",
			samples((one) => one.waiting),
		),
		{
			name: "purser_open_cloud_calls_total",
			help: "Calls to Roblox, by their budget.",
			type: "counter",
			samples: calls,
		},
	];
}
