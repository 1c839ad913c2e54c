/** One number, with what it is about. */
export interface Sample {
	/** `_bucket` for one; empty for all but histograms. */
	readonly suffix?: string;
	readonly labels: Readonly<Record<string, string>>;
	readonly value: number;
}

/** What Prometheus calls a metric family. */
export interface Family {
	readonly name: string;
	readonly help: string;
	readonly type: "counter" | "gauge" | "histogram";
	readonly samples: readonly Sample[];
}

export const METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/**
 * Prometheus' text format 0.0.4. Our own forty lines, since the usual client costs 0.4 µs at every count where a request
 * has 30, and brings the whole of OpenTelemetry's interface along.
 */
export function renderFamilies(families: readonly Family[]): string {
	return families.map((family) => `${renderFamily(family).join("\n")}\n`).join("");
}

function renderFamily({ name, help, type, samples }: Family): string[] {
	const lines = samples.map(
		({ suffix = "", labels, value }) => `${name}${suffix}${renderLabels(labels)} ${renderValue(value)}`,
	);
	return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines];
}

function renderLabels(labels: Readonly<Record<string, string>>): string {
	const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeValue(value)}"`);
	return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

function escapeValue(value: string): string {
	return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}

function renderValue(value: number): string {
	return value === Infinity ? "+Inf" : String(value);
}
