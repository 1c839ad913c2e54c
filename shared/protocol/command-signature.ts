import type { Platform } from "../platform";
import { integerText } from "../store-keys";
import { canonicalFlag, canonicalInteger, canonicalText } from "./canonical";
import type { EconomyCommand, SignedCommand } from "./command";
import { COMMAND_TYPE, PROTOCOL_VERSION } from "./versions";

/** The store a command may ring in: a copy of the message in another experience or store proves nothing there. */
export interface StoreIdentity {
	readonly universeId: string;
	readonly storeName: string;
}

export interface SigningKey {
	readonly keyId: string;
	readonly key: string;
}

/** What is signed: a label, the store, then every field in the envelope's order, one a line. */
export function commandSigningText(
	platform: Platform,
	store: StoreIdentity,
	command: EconomyCommand,
	keyId: string,
): string {
	const text = (value: string | undefined) => canonicalText(platform, value);
	const integer = (value: number | undefined) => canonicalInteger(platform, value);
	const flag = (value: boolean | undefined) => canonicalFlag(platform, value);
	const lock = command.breakLock;
	return [
		"purser-doorbell-v1",
		text(store.universeId),
		text(store.storeName),
		integer(PROTOCOL_VERSION),
		text(COMMAND_TYPE),
		text(command.born),
		integer(command.epoch),
		text(command.id),
		integer(command.seq),
		integer(command.userId),
		integer(command.delta),
		text(command.reason),
		text(command.actor),
		text(command.source),
		integer(command.issuedAt),
		integer(command.notAfter),
		text(command.to),
		text(lock && `${lock.job}/${integerText(lock.loads)}/${integerText(lock.updated)}`),
		integer(command.acked),
		flag(command.create),
		flag(command.empty),
		flag(command.open),
		text(keyId),
	].join("\n");
}

export function signCommand(
	platform: Platform,
	store: StoreIdentity,
	command: EconomyCommand,
	key: SigningKey,
): SignedCommand {
	const sig = platform.hmacSha256(key.key, commandSigningText(platform, store, command, key.keyId));
	return { ...command, keyId: key.keyId, sig };
}

/** `undefined` when the signature fits one of the keys. */
export function checkCommandSignature(
	platform: Platform,
	store: StoreIdentity,
	command: SignedCommand,
	keys: ReadonlyArray<SigningKey>,
): "unknown-key" | "bad-signature" | undefined {
	const key = keys.find((candidate) => candidate.keyId === command.keyId);
	if (key === undefined) return "unknown-key";
	const expected = platform.hmacSha256(key.key, commandSigningText(platform, store, command, key.keyId));
	return equalInConstantTime(expected, command.sig) ? undefined : "bad-signature";
}

/** Looks at every character whatever the first difference: hashes of both sides are compared, never the secret itself. */
export function equalInConstantTime(a: string, b: string): boolean {
	const left = a.split("");
	const right = b.split("");
	let differences = left.size() === right.size() ? 0 : 1;
	let index = 0;
	for (const unit of left) {
		if (unit !== right[index]) differences += 1;
		index += 1;
	}
	return differences === 0;
}
