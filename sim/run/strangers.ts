import type { Interaction } from "../../companion/bot/interaction";
import { after, MILLISECOND, SECOND, type Scheduler } from "../clock/scheduler";
import type { Random } from "../random";
import type { RobloxUser } from "../roblox/vm-port";
import type { InProcessDiscord } from "../world/in-process-discord";
import { forgeRequest, FORGERIES, type Forgery } from "./forged-requests";
import type { AuditedReceipt, Intrusion } from "./history";

export interface StrangersPorts {
	readonly scheduler: Scheduler;
	readonly random: Random;
	readonly guildId: string;
	readonly discord: InProcessDiscord;
	/** What the gateway does with an event. */
	readonly deliver: (interaction: Interaction) => void;
	/** The companion's address as anybody on the internet finds it. */
	readonly knock: (request: Request) => Promise<Response>;
	readonly companionUrl: string;
	readonly victims: readonly RobloxUser[];
}

interface Attempt {
	readonly time: number;
	readonly what: string;
	wasTaken: boolean;
}

const APPLICATION_ID = "1100000000000000777";
const MEMBER = {
	id: "1100000000000000999",
	name: "Zoe",
	roleIds: ["1100000000000000888"],
	isDiscordAdministrator: false,
};
const INTERACTION_ID_FIRST = 1_300_000_000_000_000_000n;
const GATEWAY_MILLIS = 80;
const AMOUNT = 777;

/** People without the right: a member without the role who types `/give`, and requests that no game server signed. */
export class Strangers {
	readonly #ports: StrangersPorts;
	readonly #attempts: Attempt[] = [];
	readonly #byInteraction = new Map<string, Attempt>();
	#interactions = 0n;

	constructor(ports: StrangersPorts) {
		this.#ports = ports;
	}

	/** Tries so often at drawn moments between now and `seconds` from now. */
	start(times: number, seconds: number): void {
		const { scheduler, random } = this.#ports;
		for (let count = 0; count < times; count += 1) {
			after(scheduler, random.integer(0, seconds * SECOND), () => {
				if (random.chance(0.5)) this.#type();
				else this.#knock(FORGERIES[random.integer(0, FORGERIES.length - 1)] ?? "unsigned heartbeat");
			});
		}
	}

	/** Somebody reads this; true when it answers one of them. Whatever is not turned down at once was taken. */
	shown(interactionId: string, title: string | undefined): boolean {
		const attempt = this.#byInteraction.get(interactionId);
		if (attempt === undefined) return false;
		if (title !== "Nothing was changed") attempt.wasTaken = true;
		return true;
	}

	/** What was tried, with what the audit says became of it. */
	intrusions(audit: readonly AuditedReceipt[]): readonly Intrusion[] {
		for (const { commandId } of audit) {
			const attempt = this.#byInteraction.get(commandId?.replace(/^discord:/, "") ?? "");
			if (attempt !== undefined) attempt.wasTaken = true;
		}
		return this.#attempts;
	}

	#type(): void {
		const { discord, deliver, scheduler, guildId } = this.#ports;
		this.#interactions += 1n;
		const id = String(INTERACTION_ID_FIRST + this.#interactions);
		this.#byInteraction.set(id, this.#begin("a command by a member without the role"));
		const options = new Map<string, string | number>([
			["user", String(this.#victim().id)],
			["amount", AMOUNT],
		]);
		const known = { kind: "command", id, applicationId: APPLICATION_ID, token: `token-${id}` } as const;
		const interaction: Interaction = { ...known, guildId, commandName: "give", options, member: MEMBER };
		discord.open(interaction);
		after(scheduler, GATEWAY_MILLIS * MILLISECOND, () => deliver(interaction));
	}

	#knock(forgery: Forgery): void {
		const { knock, companionUrl, scheduler, random } = this.#ports;
		const attempt = this.#begin(`${forgery} from nobody`);
		const nowSeconds = Math.floor(scheduler.unixMillis() / 1_000);
		const request = forgeRequest({ forgery, companionUrl, nowSeconds, userId: this.#victim().id, random });
		knock(request).then(
			({ status }) => {
				attempt.wasTaken = status < 400;
			},
			() => undefined,
		);
	}

	#begin(what: string): Attempt {
		const attempt: Attempt = { time: this.#ports.scheduler.now(), what, wasTaken: false };
		this.#attempts.push(attempt);
		return attempt;
	}

	#victim(): RobloxUser {
		const { victims, random } = this.#ports;
		const victim = victims[random.integer(0, victims.length - 1)];
		if (victim === undefined) throw new Error("strangers need somebody to give coins to");
		return victim;
	}
}
