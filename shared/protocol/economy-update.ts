import { BALANCE_MAX, COMMAND_ID_BYTES_MAX, ENVELOPE_BYTES_MAX, REASON_BYTES_MAX, SOURCE_BYTES_MAX } from "../limits";
import type { Platform } from "../platform";
import { fail, type Result } from "../result";
import type { EnvelopeProblem } from "./command-codec";
import { FieldReader } from "./fields";
import { PROTOCOL_VERSION, UPDATE_TYPE } from "./versions";

/** A balance that is stored, told to everyone who shows it. Whoever knows a higher revision ignores a lower one. */
export interface EconomyUpdate {
	readonly userId: number;
	/** Id of the command behind the change, absent for changes by the game. */
	readonly id?: string;
	readonly delta: number;
	readonly balance: number;
	readonly revision: number;
	readonly source: string;
	readonly reason: string;
	/** Unix seconds. */
	readonly at: number;
}

/** A reason that would make the message too long is left out: the number matters, and the audit has the reason. */
export function encodeUpdate(platform: Platform, update: EconomyUpdate): string {
	const text = platform.encodeJson({ v: PROTOCOL_VERSION, type: UPDATE_TYPE, ...update });
	if (platform.byteLength(text) <= ENVELOPE_BYTES_MAX) return text;
	return platform.encodeJson({ v: PROTOCOL_VERSION, type: UPDATE_TYPE, ...update, reason: "" });
}

export function decodeUpdate(platform: Platform, text: string): Result<EconomyUpdate, EnvelopeProblem> {
	if (platform.byteLength(text) > ENVELOPE_BYTES_MAX) return fail({ code: "too-large" });
	const fields = new FieldReader(platform, platform.decodeJson(text));
	if (fields.isVersionMissing()) return fail({ code: "malformed", field: "v" });
	if (!fields.isVersion(PROTOCOL_VERSION)) return fail({ code: "unknown-version" });
	if (fields.text("type", 1, 40) !== UPDATE_TYPE) return fail({ code: "unknown-type" });
	return fields.finish({
		userId: fields.integer("userId", 1, BALANCE_MAX),
		id: fields.optional("id", () => fields.id("id", COMMAND_ID_BYTES_MAX)),
		delta: fields.integer("delta", -BALANCE_MAX, BALANCE_MAX),
		balance: fields.integer("balance", 0, BALANCE_MAX),
		revision: fields.integer("revision", 0, BALANCE_MAX),
		source: fields.id("source", SOURCE_BYTES_MAX),
		reason: fields.text("reason", 0, REASON_BYTES_MAX),
		at: fields.integer("at", 0, BALANCE_MAX),
	});
}
