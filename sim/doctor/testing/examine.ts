import { machinePorts } from "../../../companion/machine-ports";
import type { DoctorPorts } from "../../../companion/doctor/doctor-program";
import { examine } from "../../../companion/doctor/doctor-program";
import { makeReport, renderOutcomes } from "../../../companion/doctor/report";
import type { Setup } from "./setup";

export interface Examined {
	/** Advice of what failed, by the check's name. */
	readonly failed: Readonly<Record<string, string>>;
	/** Advice of every check, by its name. */
	readonly advice: Readonly<Record<string, string>>;
	/** What people read, all of it. */
	readonly text: string;
}

/** Lets the doctor look at a set-up: the local Discord, the local Roblox, and whatever the test put in their place. */
export async function examineSetup(setup: Setup): Promise<Examined> {
	const outcomes = await examine(portsOf(setup), setup.environment, { needs: setup.needs });
	const { checks } = makeReport(outcomes);
	const adviceOf = (list: typeof checks): Record<string, string> =>
		Object.fromEntries(list.map(({ name, advice }) => [name, advice]));
	return {
		failed: adviceOf(checks.filter(({ ok }) => !ok)),
		advice: adviceOf(checks),
		text: renderOutcomes(outcomes).join("\n"),
	};
}

/** The machine as the set-up has it. */
export function portsOf(setup: Setup): DoctorPorts {
	return {
		machine: setup.machine,
		clock: { ...machinePorts.clock, now: () => Date.now() + setup.clockAheadMilliseconds },
		timers: machinePorts.timers,
		// No jitter: whoever tries again does so at once.
		random: { hex: (bytes) => "0".repeat(2 * bytes), fraction: () => 0 },
		fetch: async (request) => {
			const response = await answer(setup, request);
			response.headers.set("date", new Date().toUTCString());
			return response;
		},
	};
}

async function answer({ instead, discord, roblox }: Setup, request: Request): Promise<Response> {
	const replaced = [...instead].find(([start]) => request.url.startsWith(start))?.[1];
	if (typeof replaced === "string") throw Object.assign(new Error("connection failed"), { code: replaced });
	if (replaced !== undefined) return replaced();
	const { hostname } = new URL(request.url);
	if (hostname === "discord.test") return await discord.rest.handle(request);
	if (hostname === "roblox.test") return await roblox.openCloud.handle(request);
	throw Object.assign(new Error("no such host"), { code: "ENOTFOUND" });
}
