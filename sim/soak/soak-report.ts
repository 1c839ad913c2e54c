import type { Versions } from "./code-version";
import { markdownTable } from "./markdown-table";
import { describeFailure } from "./seed-result";
import { replayLine } from "./seed-run";
import type { Soak } from "./soak";
import { listRuns, soakLine } from "./soak-options";
import { addUp, settledPerSecond, virtualPerSecond, type Totals } from "./totals";

const SECONDS_IN_HOUR = 3_600;

/** The page that a soak leaves behind; generated from what was really played. */
export function writeSoakReport(soak: Soak, versions: Versions): string {
	const totals = addUp(soak.results);
	return (
		[
			"# Soak",
			"Written by the soak itself; [reliability.md](reliability.md) says what is played and who judges.",
			`\`\`\`\n${soakLine(soak.options)}\n\`\`\``,
			verdict(soak, totals),
			markdownTable([["what", "how many"], ...countRows(soak, totals)]),
			"## Played with",
			markdownTable([
				["part", "version"],
				["commit", versions.commit],
				["code", versions.code],
				...Object.entries(versions.packages),
			]),
			"## Faults that really happened",
			markdownTable([["fault", "times"], ...Object.entries(totals.faults).map(([name, n]) => [name, group(n)])]),
			"## Failing seeds",
			failingSeeds(totals),
			"",
		]
			.join("\n\n")
			.trimEnd() + "\n"
	);
}

function verdict({ stopped, results, options }: Soak, { failing, commands }: Totals): string {
	const played = `${group(commands)} commands over ${group(results.length)} of ${group(listRuns(options).length)} seeds`;
	const held = failing.length === 0 ? "Every seed held" : `**Failing seeds: ${group(failing.length)}**`;
	return `${held}: ${played}.${stopped === undefined ? "" : ` Not finished: ${stopped}.`}`;
}

function countRows({ results, wallSeconds, sessions, options }: Soak, totals: Totals): readonly string[][] {
	const seeds = results.map(({ run }) => run.seed).sort((one, other) => one - other);
	const profiles = ["none", "usual", "harsh"].map(
		(profile) => `${group(results.filter(({ run }) => run.profile === profile).length)} ${profile}`,
	);
	const named = (["committed", "refused", "expired", "unknown"] as const).map((name) => [name, group(totals[name])]);
	const broken = (["lost", "doubled", "stuck", "kicked", "gaps", "violations"] as const).map((name) => [
		name,
		group(totals[name]),
	]);
	return [
		["seeds", `${seeds.at(0) ?? "-"} to ${seeds.at(-1) ?? "-"}: ${profiles.join(", ")}`],
		["commands", group(totals.commands)],
		...named,
		...broken,
		["virtual time", hours(totals.virtualSeconds)],
		["wall time", `${hours(wallSeconds)}, ${options.workers} at a time, sessions: ${sessions}`],
		["settled for each second of wall time", group(settledPerSecond(totals, wallSeconds))],
		["virtual seconds for each second of wall time", group(virtualPerSecond(totals, wallSeconds))],
		["largest memory of a game server's VM", `${(totals.vmBytes / 1_048_576).toFixed(1)} MiB`],
	];
}

function failingSeeds({ failing }: Totals): string {
	if (failing.length === 0) return "None.";
	return failing
		.map(
			(result) =>
				`- ${describeFailure(result).replaceAll(/[*_<`\\]/g, " ")}\n\n  \`\`\`\n  ${replayLine(result.run)}\n  \`\`\``,
		)
		.join("\n\n");
}

/** In groups of three digits, whatever the machine's language is. */
function group(count: number): string {
	return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ",");
}

function hours(seconds: number): string {
	return `${(seconds / SECONDS_IN_HOUR).toFixed(2)} h`;
}
