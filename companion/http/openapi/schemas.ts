import { BALANCE_MAX } from "../../../shared/limits";
import type { AnswerDescription, Schema } from "./route-description";

/** The pieces that schemas of several routes are made of; each says what `shared/protocol/fields.ts` checks. */

export function integer(minimum: number, maximum = BALANCE_MAX): Schema {
	return { type: "integer", minimum, maximum };
}

/** Lengths count UTF-8 bytes, which a schema cannot say: `maxLength` holds for ASCII. */
export function text(minLength: number, maxLength: number): Schema {
	return { type: "string", minLength, maxLength, pattern: "^[^\\u0000-\\u001f\\u007f]*$" };
}

export function id(maxLength: number): Schema {
	return { type: "string", minLength: 1, maxLength, pattern: "^[A-Za-z0-9._:-]+$" };
}

export function oneOf(words: readonly string[]): Schema {
	return { type: "string", enum: words };
}

export function list(items: Schema, maxItems: number, minItems = 0): Schema {
	return { type: "array", items, minItems, maxItems };
}

export const boolean: Schema = { type: "boolean" };

/** Absent, or `null`, which Luau cannot tell from absent. */
export function orNull(schema: Schema): Schema {
	return { anyOf: [schema, { type: "null" }] };
}

type Properties = Readonly<Record<string, Schema>>;

/** What comes in: fields that are not known are ignored, so that a newer game may say more. */
export function incoming(required: Properties, optional: Properties = {}): Schema {
	return { type: "object", required: Object.keys(required), properties: { ...required, ...withNull(optional) } };
}

function withNull(properties: Properties): Properties {
	return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, orNull(schema)]));
}

/** What goes out: these fields and no others. */
export function outgoing(required: Properties, optional: Properties = {}): Schema {
	return {
		type: "object",
		required: Object.keys(required),
		properties: { ...required, ...optional },
		additionalProperties: false,
	};
}

export function jsonAnswer(about: string, schema: Schema): AnswerDescription {
	return { about, contentType: "application/json", schema };
}

/** By wallet life: the highest revision up to which the audit has every receipt. */
export const acked: Schema = {
	type: "object",
	propertyNames: id(40),
	additionalProperties: integer(0),
};

export const signingKeys: Schema = list(outgoing({ keyId: id(64), key: text(32, 128) }), 4, 1);

/** How far the digest of the audit has come. */
export const digestPosition: Schema = outgoing({ rowId: integer(0), rowsBehind: integer(0) });
