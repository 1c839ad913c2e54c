import type { HmacSecret } from "../config-type";
import { readSecret, type Reading } from "./setting";

/** Letters, digits, hyphen and underscore; the id ends at the first colon. */
const PAIR = /^(?<id>[A-Za-z0-9_-]{1,32}):(?<secret>.*)$/s;

export type HmacSecrets = readonly [HmacSecret, ...HmacSecret[]];

/**
 * `id:secret` pairs separated by commas, so that two can be valid while one is replaced; the first one signs. A single
 * secret without an id gets the id `default`. Problems name ids, never secrets.
 */
export function readHmacSecrets(text: string): Reading<HmacSecrets> {
	const secrets: HmacSecret[] = [];
	const items = text.split(",").map((item) => item.trim());
	for (const [index, item] of items.entries()) {
		const { id, secret } = PAIR.exec(item)?.groups ?? (items.length === 1 ? { id: "default", secret: item } : {});
		if (id === undefined || secret === undefined) return wrong(`item ${index + 1} has to be id:secret`);
		const reading = readSecret(secret);
		if (!reading.ok) return wrong(`the secret of ${id} ${reading.problem}`);
		if (secrets.some((known) => known.id === id)) return wrong(`the id ${id} is there twice`);
		secrets.push({ id, secret });
	}
	const [first, ...rest] = secrets;
	return first === undefined ? wrong("has to hold a secret") : { ok: true, value: [first, ...rest] };
}

function wrong(problem: string): Reading<never> {
	return { ok: false, problem };
}
