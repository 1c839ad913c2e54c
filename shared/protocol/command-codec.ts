import {
	ACTOR_BYTES_MAX,
	BALANCE_MAX,
	COMMAND_ID_BYTES_MAX,
	ENVELOPE_BYTES_MAX,
	REASON_BYTES_MAX,
	SOURCE_BYTES_MAX,
} from "../limits";
import type { Platform } from "../platform";
import { fail, ok, type Result } from "../result";
import type { LockIdentity, Ring, SignedCommand } from "./command";
import { FieldReader } from "./fields";
import { COMMAND_TYPE, PROTOCOL_VERSION, RING_TYPE } from "./versions";

export type Doorbell =
	{ readonly kind: "command"; readonly command: SignedCommand } | { readonly kind: "ring"; readonly ring: Ring };

export interface EnvelopeProblem {
	readonly code: "malformed" | "too-large" | "unknown-version" | "unknown-type" | "unsigned";
	readonly field?: string;
}

/** The command as a JSON object, version and type included. */
export function commandBody(command: SignedCommand): object {
	return { v: PROTOCOL_VERSION, type: COMMAND_TYPE, ...command };
}

/** `too-large` means: send a ring, and let the server pull the command. */
export function encodeCommand(platform: Platform, command: SignedCommand): Result<string, "too-large"> {
	const text = platform.encodeJson(commandBody(command));
	return platform.byteLength(text) > ENVELOPE_BYTES_MAX ? fail("too-large") : ok(text);
}

export function encodeRing(platform: Platform, ring: Ring): string {
	return platform.encodeJson({ v: PROTOCOL_VERSION, type: RING_TYPE, ...ring });
}

/** Reads one message of the command topic. Nothing in it is believed yet: the signature is checked afterwards. */
export function decodeDoorbell(platform: Platform, text: string): Result<Doorbell, EnvelopeProblem> {
	if (platform.byteLength(text) > ENVELOPE_BYTES_MAX) return fail({ code: "too-large" });
	const body = platform.decodeJson(text);
	const fields = new FieldReader(platform, body);
	if (fields.isVersionMissing()) return fail({ code: "malformed", field: "v" });
	if (!fields.isVersion(PROTOCOL_VERSION)) return fail({ code: "unknown-version" });
	const kind = fields.text("type", 1, 40);
	if (kind === COMMAND_TYPE) {
		if (!fields.has("sig") || !fields.has("keyId")) return fail({ code: "unsigned" });
		const command = readCommand(fields);
		const read = fields.finish(command);
		return read.ok ? ok({ kind: "command", command: read.value }) : read;
	}
	if (kind !== RING_TYPE) return fail({ code: "unknown-type" });
	const ring: Ring = {
		to: fields.optional("to", () => fields.id("to", 64)),
		userId: fields.optional("userId", () => fields.integer("userId", 1, BALANCE_MAX)),
	};
	const read = fields.finish(ring);
	return read.ok ? ok({ kind: "ring", ring: read.value }) : read;
}

/** Reads the command out of a body whose version and type are known. */
export function readCommand(fields: FieldReader): SignedCommand {
	const empty = fields.optional("empty", () => fields.boolean("empty"));
	const open = fields.optional("open", () => fields.boolean("open"));
	const command: SignedCommand = {
		born: fields.id("born", 40),
		epoch: fields.integer("epoch", 1, BALANCE_MAX),
		id: fields.id("id", COMMAND_ID_BYTES_MAX),
		seq: fields.integer("seq", 1, BALANCE_MAX),
		userId: fields.integer("userId", 1, BALANCE_MAX),
		delta: fields.integer("delta", -BALANCE_MAX, BALANCE_MAX),
		reason: fields.text("reason", 0, REASON_BYTES_MAX),
		actor: fields.text("actor", 1, ACTOR_BYTES_MAX),
		source: fields.id("source", SOURCE_BYTES_MAX),
		issuedAt: fields.integer("issuedAt", 0, BALANCE_MAX),
		notAfter: fields.integer("notAfter", 0, BALANCE_MAX),
		to: fields.optional("to", () => fields.id("to", 64)),
		breakLock: fields.optional("breakLock", () => fields.object("breakLock", readLock)),
		acked: fields.optional("acked", () => fields.integer("acked", 0, BALANCE_MAX)),
		create: fields.optional("create", () => fields.boolean("create")),
		empty,
		open,
		keyId: fields.id("keyId", 64),
		sig: fields.id("sig", 64),
	};
	// A change of nothing is no command; only those that carry no change may have none.
	if (command.delta === 0 && empty !== true && open !== true) fields.refuse("delta");
	return command;
}

export function readLock(fields: FieldReader): LockIdentity {
	return {
		job: fields.id("job", 64),
		loads: fields.integer("loads", 0, BALANCE_MAX),
		updated: fields.integer("updated", 0, BALANCE_MAX),
	};
}
