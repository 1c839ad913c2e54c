import type { Companion } from "../../companion/create-companion";
import type { Community } from "./community";
import { QUESTIONS, type Question } from "./questions";

export interface Times {
	readonly medianMs: number;
	readonly p99Ms: number;
	/** Rows of an answer, on the average. */
	readonly rows: number;
}

const WARM_UP = 20;

/** Asks each kind so many times, in turns, through the HTTP side: credential, reading and JSON are part of it. */
export async function askAll(
	{ app }: Pick<Companion, "app">,
	serviceKey: string,
	community: Community,
	times: number,
): Promise<ReadonlyMap<string, Times>> {
	const headers = { authorization: `Bearer ${serviceKey}` };
	const taken = new Map(QUESTIONS.map(({ kind }) => [kind, { milliseconds: new Array<number>(), rows: 0 }]));

	async function ask({ kind, draw }: Question): Promise<void> {
		const request = new Request(`http://localhost${draw(community)}`, { headers });
		const started = performance.now();
		const response = await app.handle(request);
		const text = await response.text();
		const milliseconds = performance.now() - started;
		if (response.status !== 200) throw new Error(`${request.url} answered ${response.status}: ${text}`);
		const tally = taken.get(kind);
		tally?.milliseconds.push(milliseconds);
		if (tally !== undefined) tally.rows += text.split('"revision":').length - 1;
	}

	for (let turn = 0; turn < times + WARM_UP; turn += 1) for (const question of QUESTIONS) await ask(question);
	return new Map(
		[...taken].map(([kind, { milliseconds, rows }]) => [
			kind,
			sum(milliseconds.slice(WARM_UP), rows / milliseconds.length),
		]),
	);
}

function sum(milliseconds: readonly number[], rows: number): Times {
	const sorted = milliseconds.toSorted((one, other) => one - other);
	const at = (share: number): number =>
		round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
	return { medianMs: at(0.5), p99Ms: at(0.99), rows: round(rows) };
}

function round(value: number): number {
	return Math.round(value * 100) / 100;
}
