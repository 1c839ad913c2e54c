import type { Scheduler } from "../clock/scheduler";
import type { User } from "./model";
import type { Snowflakes } from "./snowflakes";
import type { CommandRegistry } from "./state/command-registry";
import type { FileStore } from "./state/file-store";
import type { GuildDirectory } from "./state/guild-directory";
import type { InteractionStore } from "./state/interaction-store";
import type { MessageStore } from "./state/message-store";

/** The application's page: privileged intents that are switched on, and where interactions go. */
export interface PortalSettings {
	readonly guildMembers: boolean;
	readonly presences: boolean;
	readonly messageContent: boolean;
	/** Once it is set, interactions go there and never to the gateway. Nothing listens there: people get no answer. */
	readonly interactionsEndpointUrl: string | null;
}

/** Everything that one local Discord holds, shared by its routes, its gateway and its people. */
export interface World {
	readonly scheduler: Scheduler;
	readonly snowflakes: Snowflakes;
	/** Without the prefix `Bot `. */
	readonly token: string;
	readonly applicationId: string;
	readonly bot: User;
	readonly portal: PortalSettings;
	readonly guilds: GuildDirectory;
	readonly commands: CommandRegistry;
	readonly messages: MessageStore;
	readonly files: FileStore;
	readonly interactions: InteractionStore;
	/** ISO time at which the bot joined its guilds. */
	readonly joinedAt: string;
}
