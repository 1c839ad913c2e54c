import { CLOCK_SKEW_SECONDS_MAX } from "../../shared/limits";
import { defineCheck } from "./check";
import { bad, good, skipped } from "./finding";

const WARN_MILLISECONDS = 5_000;
const FAIL_MILLISECONDS = 30_000;

/** Stands behind the checks that ask Discord and Roblox, because their answers carry the time. */
export const CLOCK_CHECK = defineCheck({
	name: "clock",
	settings: {},
	judge: (_settings, { clockWatch }) => {
		const ahead = clockWatch.aheadMilliseconds();
		if (ahead === undefined) return skipped("no answer of Discord or Roblox said what time it is");
		const off = Math.abs(ahead);
		if (off <= WARN_MILLISECONDS) return good();
		const text = `this machine's clock is ${Math.round(off / 1_000)} s ${ahead > 0 ? "ahead" : "behind"}`;
		const why = `game servers refuse what was signed more than ${CLOCK_SKEW_SECONDS_MAX} s away from their own time`;
		const advice = `${text}; ${why}. Let the machine set its clock by NTP.`;
		return off > FAIL_MILLISECONDS ? bad(advice) : good(advice);
	},
});
