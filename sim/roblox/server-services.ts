import type { Random } from "../random";
import type { DataStores } from "./data-stores";
import type { EventListener } from "./events";
import type { ExperienceBudgets } from "./experience-budgets";
import type { Faults } from "./faults";
import type { GameServer, ServerServices } from "./game-server";
import { HttpBridge } from "./http-bridge";
import type { Latencies } from "./latencies";
import { MessageGateway } from "./message-gateway";
import type { Messaging } from "./messaging";
import type { LocalRobloxOptions } from "./options";
import { StoreGateway } from "./store-gateway";

/** What all servers of the experience share. */
export interface Experience {
	readonly options: LocalRobloxOptions;
	readonly latencies: Latencies;
	readonly faults: Faults;
	readonly random: Random;
	readonly stores: DataStores;
	readonly budgets: ExperienceBudgets;
	readonly messaging: Messaging;
	readonly emit: EventListener;
}

/** One server's ways to the shared services, with a random stream of their own. */
export function makeServices(server: GameServer, experience: Experience): ServerServices {
	const { options, latencies, faults, stores, budgets, messaging, emit } = experience;
	const { scheduler, secrets, place, companionHost, fetchCompanion } = options;
	const { jobId } = server;
	const random = experience.random.fork(`services ${jobId}`);
	const players = (): number => server.playerIds().length;
	const subscriber = { jobId, players, deliver: server.deliver.bind(server) };
	const common = { ...subscriber, scheduler, random, latencies, emit };
	return {
		stores: new StoreGateway({ ...common, stores, budgets, faults: faults.stores }),
		messages: new MessageGateway({ ...common, messaging, subscriber }),
		http: new HttpBridge({
			...common,
			faults: faults.http,
			secrets,
			placeId: place.placeId,
			companionHost,
			fetchCompanion,
		}),
	};
}
