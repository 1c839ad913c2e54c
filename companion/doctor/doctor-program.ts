import { ok, type Result } from "../../shared/result";
import { joinApiKeys, type Environment } from "../config";
import { SETTINGS } from "../config/settings";
import type { Ports } from "../ports";
import { NO_LOAD } from "../roblox/open-cloud/budgets";
import { createOpenCloud, type OpenCloudSettings } from "../roblox/open-cloud/create-open-cloud";
import { createAddressReader } from "./address/address-reader";
import { chooseChecks, listChecks } from "./check-list";
import { createClockWatch } from "./clock-watch";
import { BOT_NEEDS, type BotNeeds } from "./discord/bot-needs";
import { createDiscordReader } from "./discord/discord-reader";
import type { DoctorParts } from "./doctor-parts";
import { readKnownSettings, type KnownSettings } from "./known-settings";
import { makeReport, renderOutcomes } from "./report";
import { CLOUD_SETTINGS, createRobloxFacts, type RobloxFacts } from "./roblox/roblox-facts";
import { runChecks, type Outcome } from "./run-checks";
import type { DoctorMachine } from "./storage/doctor-machine";

export interface DoctorPorts extends Pick<Ports, "clock" | "timers" | "random" | "fetch"> {
	readonly machine: DoctorMachine;
}

/** How the program ends: 0 when nothing is wrong, 1 when something is, 2 when it was asked for what it cannot do. */
export type DoctorExit = 0 | 1 | 2;

/** `doctor [--json]`: checks a set-up without changing anything, and says what to do about what is wrong. */
export async function runDoctor(
	ports: DoctorPorts,
	environment: Environment,
	args: readonly string[],
	say: (line: string) => void,
): Promise<DoctorExit> {
	const [form, ...more] = args;
	if (more.length > 0 || (form !== undefined && form !== "--json")) {
		say("The doctor takes --json or nothing.");
		return 2;
	}
	const outcomes = await examine(ports, environment);
	const report = makeReport(outcomes);
	if (form === "--json") say(JSON.stringify(report));
	else for (const line of renderOutcomes(outcomes)) say(line);
	return report.ok ? 0 : 1;
}

/** What is looked at; everything, and for the bot as it is, unless told. */
export interface Examination {
	/** What the bot cannot work without. */
	readonly needs?: BotNeeds | undefined;
	/** Whether a check is wanted; those that it rests on run as well. */
	readonly isWanted?: (check: string) => boolean;
}

/** Never rejects. */
export function examine(
	ports: DoctorPorts,
	environment: Environment,
	{ needs = BOT_NEEDS, isWanted = () => true }: Examination = {},
): Promise<readonly Outcome[]> {
	const settings = readKnownSettings(environment);
	const clockWatch = createClockWatch(ports);
	const watched = { ...ports, fetch: clockWatch.fetch };
	const parts: DoctorParts = {
		...{ settings, clockWatch, needs, clock: ports.clock, machine: ports.machine },
		discord: createDiscordReader(watched, {
			apiUrl: settings.read(SETTINGS.discordApiUrl) ?? "",
			token: settings.read(SETTINGS.discordToken),
		}),
		roblox: openRoblox(watched, settings),
		address: createAddressReader(ports, settings.read(SETTINGS.publicUrl) ?? ""),
	};
	return runChecks(chooseChecks(listChecks(environment), isWanted), parts);
}

function openRoblox(ports: DoctorPorts, settings: KnownSettings): Result<RobloxFacts, readonly string[]> {
	const values = settings.readAll<CloudValues>(CLOUD_SETTINGS);
	if (!values.ok) return values;
	const { firstKey, secondKey, ...rest } = values.value;
	const apiKeys = joinApiKeys(firstKey, secondKey);
	return ok(createRobloxFacts(createOpenCloud(ports, { ...rest, apiKeys }, () => NO_LOAD)));
}

type CloudValues = Omit<OpenCloudSettings, "apiKeys"> & { readonly firstKey: string; readonly secondKey: string };
