import type { Outcome, Span } from "./closed-loop";
import type { Connection } from "./connection";
import type { ReadyRequest } from "./supply";
import type { Tally } from "./tally";

/**
 * Sends at a fixed rate, whether or not answers come. Latency counts from the moment a request was due, so that a stall
 * is felt by all that had to wait behind it.
 */
export function runOpenLoop(
	connections: readonly Connection[],
	supply: readonly ReadyRequest[],
	tally: Tally,
	span: Span & { readonly ratePerSecond: number },
): Promise<Outcome> {
	return new Promise((resolve) => {
		const started = performance.now();
		const count = Math.min(supply.length, Math.ceil((span.warmUpSeconds + span.seconds) * span.ratePerSecond));
		const free = [...connections];
		let next = 0;
		let answered = 0;
		const dueAt = (index: number): number => started + (index * 1_000) / span.ratePerSecond;

		function sendDue(): void {
			while (next < count && free.length > 0 && dueAt(next) <= performance.now()) {
				const connection = free.pop();
				const request = supply[next];
				if (connection === undefined || request === undefined) return;
				const due = dueAt(next);
				next += 1;
				connection.send(request.bytes, (status) => {
					const isMeasured = due - started >= span.warmUpSeconds * 1_000;
					tally.note(request.kind, status, performance.now() - due, isMeasured);
					free.push(connection);
					answered += 1;
					if (answered === count) {
						clearInterval(timer);
						resolve({ measuredSeconds: span.seconds, ranDry: false });
					} else sendDue();
				});
			}
		}

		const timer = setInterval(sendDue, 1);
	});
}
