import { bunPlatform } from "../../shared/bun/platform";
import { commandBody } from "../../shared/protocol/command-codec";
import { decodeHeartbeat } from "../../shared/protocol/heartbeat";
import type { Transactions } from "../database/transactions";
import type { SignEnvelope } from "../dispatch/envelope";
import type { Answers } from "../http/answers";
import type { Route } from "../http/create-app";
import type { Credentials } from "../http/credentials";
import type { RequestLimits } from "../http/limits/request-limits";
import { readBody } from "../http/read-body";
import { toCommandView } from "../ledger/command-row";
import type { SettledListeners } from "../ledger/settled-listeners";
import type { Ports } from "../ports";
import type { KeySet } from "../secrets/key-set";
import type { ExperienceLoad } from "./experience-load";
import { takeHeartbeat, type HeartbeatContext } from "./take-heartbeat";

interface Parts {
	readonly ports: Pick<Ports, "clock">;
	readonly credentials: Pick<Credentials, "checkServer">;
	readonly keySet: Pick<KeySet, "doorbellKeys">;
	readonly answers: Answers;
	readonly transactions: Transactions;
	readonly context: HeartbeatContext;
	readonly load: Pick<ExperienceLoad, "note">;
	readonly sign: SignEnvelope;
	readonly listeners: SettledListeners;
	readonly wake: () => void;
	readonly limits: Pick<RequestLimits, "takeTurn">;
}

/** `POST /game/heartbeat`: a server says who is there and takes what it has to do. */
export function createHeartbeatRoute(parts: Parts): Route {
	const { ports, answers, context } = parts;
	return async (request) => {
		const now = ports.clock.now();
		const nowSeconds = Math.floor(now / 1000);
		const body = await readBody(request);
		if (!body.ok) return answers.problem(body.error);
		const server = parts.credentials.checkServer(request, body.value, nowSeconds);
		if (!server.ok) return answers.problem(server.error);
		if (!parts.limits.takeTurn(server.value.keyId)) return answers.problem("too-many-requests");
		const heartbeat = decodeHeartbeat(bunPlatform, bunPlatform.decodeJson(body.value));
		if (!heartbeat.ok) return answers.problem("malformed", heartbeat.error.field);
		const taken = await parts.transactions.offer((afterCommit) => {
			const result = takeHeartbeat(context, server.value.serverId, heartbeat.value, now);
			if (result.kind === "refused") return result;
			for (const row of result.settled) afterCommit(() => parts.listeners.tell(toCommandView(row)));
			parts.wake();
			return result;
		});
		if (taken === undefined) return answers.problem("overloaded");
		if (taken.kind === "refused") return answers.problem(taken.code);
		parts.load.note(server.value.serverId, heartbeat.value.players.length);
		return answers.json({
			now: nowSeconds,
			commands: taken.commands.map((command) => commandBody(parts.sign(command, now))),
			more: taken.more,
			acked: taken.acked,
			doorbellKeys: parts.keySet.doorbellKeys(),
			epoch: context.epoch,
		});
	};
}
