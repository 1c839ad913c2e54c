import { markdownTable } from "../../sim/soak/markdown-table";
import type { Figures } from "./figures";

/** For people: the medians, then what is promised. */
export function describeFigures(figures: Figures): string {
	const workloads = [...new Set(figures.medians.map(({ workload }) => workload))];
	const contenders = [...new Set(figures.medians.map(({ contender }) => contender))];
	const cell = (workload: string, contender: string): string => {
		const median = figures.medians.find((one) => one.workload === workload && one.contender === contender);
		if (median === undefined) return "";
		return `${median.requestsPerSecond.toLocaleString("en")} (p99 ${median.p99Ms} ms)`;
	};
	const rows = workloads.map((workload) => [workload, ...contenders.map((contender) => cell(workload, contender))]);
	const ratios = Object.entries(figures.ratios).map(([name, value]) => [name, String(value ?? "not measured")]);
	return [
		markdownTable([["requests a second", ...contenders], ...rows]),
		markdownTable([
			["what", "measured"],
			...ratios,
			["batchReceiptsPerSecond", String(figures.batchReceiptsPerSecond ?? "not measured")],
			["p99Ms", String(figures.p99Ms ?? "not measured")],
			["peakMemoryMb", String(figures.peakMemoryMb)],
		]),
	].join("\n\n");
}
