import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RealClock } from "../../clock/real-clock";
import { APPLICATION_ID, BOT_NAME } from "../../demo/cast";
import { CompanionProcess } from "../../demo/companion-process";
import { freePort } from "../../demo/free-port";
import { companionEnvironment, makeSettings, type DemoSettings } from "../../demo/settings";
import { createLocalDiscord, type LocalDiscord, type LocalDiscordOptions } from "../../discord/local-discord";
import { COMPANION_SCOPES } from "../../world/create-world";
import { openRoblox, PLACE_ID, UNIVERSE_ID } from "./setup";

/** The companion's own process with a local Discord and a local Roblox on which no game server runs. */
export interface CompanionAlone {
	readonly settings: DemoSettings;
	readonly environment: Readonly<Record<string, string>>;
	readonly discord: LocalDiscord;
	/** Not started yet. */
	readonly companion: CompanionProcess;
	readonly close: () => Promise<void>;
}

export function createCompanionAlone(
	guilds: LocalDiscordOptions["guilds"],
	changes: Readonly<Record<string, string>> = {},
): CompanionAlone {
	const folder = mkdtempSync(join(tmpdir(), "purser-alone-"));
	const clock = new RealClock();
	const settings = {
		...makeSettings(freePort(), join(folder, "purser.sqlite")),
		...{ universeId: UNIVERSE_ID, placeId: PLACE_ID },
	};
	const discord = createLocalDiscord({
		...{ scheduler: clock, token: settings.discordToken, applicationId: APPLICATION_ID, botName: BOT_NAME, guilds },
	});
	const roblox = openRoblox(clock, [{ key: settings.apiKey, scopes: COMPANION_SCOPES }]);
	const robloxServer = Bun.serve({
		hostname: "127.0.0.1",
		port: 0,
		fetch: (request) => roblox.openCloud.handle(request),
	});
	const robloxUrl = `http://127.0.0.1:${robloxServer.port}`;
	const environment = { ...companionEnvironment(settings, discord.apiUrl, robloxUrl), ...changes };
	const companion = new CompanionProcess(environment, settings.companionUrl, () => undefined);
	const close = async (): Promise<void> => {
		await companion.stop();
		await robloxServer.stop(true);
		await discord.stop();
		clock.stop();
		rmSync(folder, { recursive: true, force: true });
	};
	return { settings, environment, discord, companion, close };
}
