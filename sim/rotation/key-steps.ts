import { createHash } from "node:crypto";

/** One key of each kind. */
export interface KeyGeneration {
	readonly id: string;
	readonly hmac: string;
	readonly game: string;
	readonly service: string;
}

export function makeGeneration(seed: string, number: number): KeyGeneration {
	const secret = (kind: string): string => createHash("sha256").update(`${seed}/${number}/${kind}`).digest("hex");
	return { id: `k${number}`, hmac: secret("hmac"), game: secret("game"), service: secret("service") };
}

/** Text of a secrets file before anything is replaced. */
export function fileOf({ id, hmac, game, service }: KeyGeneration): string {
	return writeFile(`${id}:${hmac}`, game, service);
}

/** What the secrets file says in each step of docs/operations.md, for all three keys at the same time. */
export function stepsOf(from: KeyGeneration, to: KeyGeneration) {
	const [old, fresh] = [`${from.id}:${from.hmac}`, `${to.id}:${to.hmac}`];
	const bearers = [`${to.game},${from.game}`, `${to.service},${from.service}`] as const;
	return {
		behind: writeFile(`${old},${fresh}`, ...bearers),
		inFront: writeFile(`${fresh},${old}`, ...bearers),
		alone: fileOf(to),
	};
}

function writeFile(hmac: string, game: string, service: string): string {
	return `HMAC_SECRET=${hmac}\nGAME_SECRET=${game}\nAPI_SERVICE_KEY=${service}\n`;
}
