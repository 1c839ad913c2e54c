import type { Code } from "../../../shared/codes";
import { decodeDoorbell } from "../../../shared/protocol/command-codec";
import type { Ring, SignedCommand } from "../../../shared/protocol/command";
import type { CompanionLink } from "../link/companion-link";
import type { Ports } from "../ports";
import { findDistrust } from "./check-command";
import { isForThisServer, isUnderWay, routeCommand, type RouteTable } from "./router";

/** Takes doorbells and pulled commands. Whatever is wrong with one costs a line in the log and nothing else. */
export class Inbox {
	private refused = 0;
	private isClosed = false;

	constructor(
		private readonly ports: Pick<Ports, "platform" | "log">,
		private readonly link: Pick<CompanionLink, "storeIdentity" | "doorbellKeys" | "clock" | "serverId">,
		private readonly routes: RouteTable,
		private readonly pull: () => void,
	) {}

	/** One message of the command topic, from anyone who can publish there. */
	hear(text: string): void {
		if (this.isClosed) return;
		const doorbell = decodeDoorbell(this.ports.platform, text);
		if (!doorbell.ok) return this.refuse(doorbell.error.code, doorbell.error.field);
		if (doorbell.value.kind === "ring") return this.answerRing(doorbell.value.ring);
		this.takeCommand(doorbell.value.command);
	}

	/** True when one of them was new here. */
	takePulled(commands: ReadonlyArray<SignedCommand>): boolean {
		let gotNew = false;
		for (const command of commands) {
			if (!this.isClosed && this.takeCommand(command)) gotNew = true;
		}
		return gotNew;
	}

	/** From now on nothing is taken: the server is going down. */
	close(): void {
		this.isClosed = true;
	}

	private takeCommand(command: SignedCommand): boolean {
		if (!isForThisServer(this.routes, command) || isUnderWay(this.routes, command)) return false;
		const store = this.link.storeIdentity();
		// Without a session there is no key to check by; the companion hands the command out again with the next pull.
		if (store === undefined) return false;
		const trust = { store, keys: this.link.doorbellKeys(), now: this.link.clock.now() };
		const distrust = findDistrust(this.ports.platform, command, trust);
		if (distrust === undefined) return routeCommand(this.routes, command);
		this.refuse(distrust);
		return false;
	}

	private answerRing(ring: Ring): void {
		const isForAll = ring.to === undefined && ring.userId === undefined;
		const isForMe = ring.to !== undefined && ring.to === this.link.serverId();
		const isForPlayerHere = ring.userId !== undefined && this.routes.sessions.has(ring.userId);
		if (isForAll || isForMe || isForPlayerHere) this.pull();
	}

	private refuse(code: Code, field?: string): void {
		this.refused += 1;
		this.ports.log.warn("command-refused", { code, field, count: this.refused });
	}
}
