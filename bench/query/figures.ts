import type { Times } from "./ask";
import type { ProofSpeed } from "./proof-speed";

export interface Figures {
	readonly rows: number;
	/** Of the slowest kind. */
	readonly p99Ms: number;
	readonly kinds: Readonly<Record<string, Times>>;
	readonly verify: ProofSpeed;
	/** Of the database's file, with every index. */
	readonly bytesPerRow: number;
}

/** The same for people, as a table of Markdown. */
export function describeFigures({ rows, kinds, verify, bytesPerRow }: Figures): string {
	const lines = Object.entries(kinds).map(
		([kind, times]) => `| ${kind} | ${times.medianMs} | ${times.p99Ms} | ${times.rows} |`,
	);
	return [
		`${rows} rows, ${bytesPerRow} bytes each; verify ${verify.rowsPerSecond} rows a second, ${verify.shareOfHashing} of hashing alone`,
		"",
		"| question | median ms | p99 ms | rows |",
		"| --- | --- | --- | --- |",
		...lines,
		"",
	].join("\n");
}
