import type { Result } from "../../shared/result";
import type { Ports } from "../ports";
import type { AddressReader } from "./address/address-reader";
import type { ClockWatch } from "./clock-watch";
import type { BotNeeds } from "./discord/bot-needs";
import type { DiscordReader } from "./discord/discord-reader";
import type { KnownSettings } from "./known-settings";
import type { RobloxFacts } from "./roblox/roblox-facts";
import type { DoctorMachine } from "./storage/doctor-machine";

/** What the checks look at. */
export interface DoctorParts {
	readonly settings: KnownSettings;
	readonly clock: Ports["clock"];
	readonly clockWatch: Pick<ClockWatch, "aheadMilliseconds">;
	readonly needs: BotNeeds;
	readonly discord: DiscordReader;
	/** Or the names of the settings without which there is no client. */
	readonly roblox: Result<RobloxFacts, readonly string[]>;
	readonly address: AddressReader;
	readonly machine: DoctorMachine;
}
