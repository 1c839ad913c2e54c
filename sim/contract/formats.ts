import type { Ajv2020 } from "ajv/dist/2020";

const INT32_MAX = 2 ** 31 - 1;
/** Beyond that, JSON numbers do not arrive as they were sent. */
const EXACT_MAX = Number.MAX_SAFE_INTEGER;

const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
const DATE_SPAN = /^-?(\d+\.)?\d{2}:\d{2}:\d{2}(\.\d{1,7})?$/;
const DURATION = /^-?\d+(\.\d{1,9})?s$/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Discord, message resource: a nonce has up to 25 characters. */
const NONCE_CHARACTERS_MAX = 25;

/** Formats of the official files. Types of v2: creator-docs, `cloud/reference/types.md`. */
export function addFormats(ajv: Ajv2020): void {
	const isInteger = (max: number) => (value: number) => Number.isInteger(value) && Math.abs(value) <= max;
	ajv.addFormat("int32", { type: "number", validate: isInteger(INT32_MAX) });
	ajv.addFormat("int64", { type: "number", validate: isInteger(EXACT_MAX) });
	for (const name of ["double", "float"]) ajv.addFormat(name, { type: "number", validate: Number.isFinite });
	ajv.addFormat("date-time", (text: string) => DATE_TIME.test(text) && !Number.isNaN(Date.parse(text)));
	ajv.addFormat("date-span", DATE_SPAN);
	ajv.addFormat("duration", DURATION);
	ajv.addFormat("byte", BASE64);
	ajv.addFormat("uri", (text: string) => URL.canParse(text));
	ajv.addFormat("snowflake", /^(0|[1-9]\d{0,19})$/);
	ajv.addFormat("nonce", (text: string) => text.length <= NONCE_CHARACTERS_MAX);
	// Nothing can be wrong with texts of these.
	for (const name of ["enum", "binary", "field-mask"]) ajv.addFormat(name, true);
}
