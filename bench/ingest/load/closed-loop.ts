import type { Connection } from "./connection";
import type { ReadyRequest } from "./supply";
import type { Tally } from "./tally";

export interface Span {
	readonly warmUpSeconds: number;
	readonly seconds: number;
}

export interface Outcome {
	readonly measuredSeconds: number;
	readonly ranDry: boolean;
}

/** Every connection sends its next request once the last one was answered. Ends when all answers are there. */
export function runClosedLoop(
	connections: readonly Connection[],
	supply: readonly ReadyRequest[],
	tally: Tally,
	span: Span,
): Promise<Outcome> {
	return new Promise((resolve) => {
		const started = performance.now();
		const measuredFrom = started + span.warmUpSeconds * 1_000;
		const end = measuredFrom + span.seconds * 1_000;
		let next = 0;
		let underWay = 0;
		let lastAnswerAt = started;

		function sendNext(connection: Connection, now: number): void {
			const request = now < end ? supply[next] : undefined;
			if (request === undefined) {
				if (underWay === 0) finish();
				return;
			}
			next += 1;
			underWay += 1;
			connection.send(request.bytes, (status) => {
				const answeredAt = performance.now();
				underWay -= 1;
				lastAnswerAt = answeredAt;
				tally.note(request.kind, status, answeredAt - now, answeredAt >= measuredFrom && answeredAt < end);
				sendNext(connection, answeredAt);
			});
		}

		function finish(): void {
			const ranDry = next === supply.length;
			const until = ranDry ? Math.min(end, lastAnswerAt) : end;
			resolve({ measuredSeconds: (until - measuredFrom) / 1_000, ranDry });
		}

		for (const connection of connections) sendNext(connection, performance.now());
	});
}
