import type { Bearers, HmacSecret, HmacSecrets } from "../secrets/long-lived-keys";
import { LONG_LIVED_KEYS_MAX } from "../../shared/limits";
import { readSecret, type Reading } from "./setting";

/** Letters, digits, hyphen and underscore; the id ends at the first colon. */
const PAIR = /^(?<id>[A-Za-z0-9_-]{1,32}):(?<secret>.*)$/s;

/** Secrets separated by commas, so that several can be accepted while one is replaced. Problems name places. */
export function readBearers(text: string): Reading<Bearers> {
	const items = splitList(text);
	if (!items.ok) return items;
	for (const [index, item] of items.value.entries()) {
		const reading = readSecret(item);
		if (!reading.ok) return wrong(items.value.length === 1 ? reading.problem : `item ${index + 1} ${reading.problem}`);
	}
	return findRepeated(items.value) ?? items;
}

/**
 * `id:secret` pairs separated by commas, so that two can be valid while one is replaced; the first one signs. A single
 * secret without an id gets the id `default`. Problems name ids, never secrets.
 */
export function readHmacSecrets(text: string): Reading<HmacSecrets> {
	const items = splitList(text);
	if (!items.ok) return items;
	const secrets: HmacSecret[] = [];
	for (const [index, item] of items.value.entries()) {
		const isAlone = items.value.length === 1;
		const { id, secret } = PAIR.exec(item)?.groups ?? (isAlone ? { id: "default", secret: item } : {});
		if (id === undefined || secret === undefined) return wrong(`item ${index + 1} has to be id:secret`);
		const reading = readSecret(secret);
		if (!reading.ok) return wrong(`the secret of ${id} ${reading.problem}`);
		if (secrets.some((known) => known.id === id)) return wrong(`the id ${id} is there twice`);
		secrets.push({ id, secret });
	}
	const [first, ...rest] = secrets;
	if (first === undefined) return wrong("has to hold a secret");
	return findRepeated(secrets.map(({ secret }) => secret)) ?? { ok: true, value: [first, ...rest] };
}

function splitList(text: string): Reading<readonly [string, ...string[]]> {
	const [first = "", ...rest] = text.split(",").map((item) => item.trim());
	if (rest.length >= LONG_LIVED_KEYS_MAX) return wrong(`may hold at most ${LONG_LIVED_KEYS_MAX} secrets`);
	return { ok: true, value: [first, ...rest] };
}

/** Somebody believes to have replaced it. */
function findRepeated(secrets: readonly string[]): Reading<never> | undefined {
	const index = secrets.findIndex((secret, place) => secrets.indexOf(secret) < place);
	return index === -1 ? undefined : wrong(`item ${index + 1} is a secret that is there already`);
}

function wrong(problem: string): Reading<never> {
	return { ok: false, problem };
}
