import fc, { type Arbitrary } from "fast-check";
import { BODY_BYTES_MAX } from "../../../shared/limits";
import type { RouteDescription } from "../openapi/route-description";
import { arbitraryOf } from "./arbitrary-of-schema";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** One of seven is something else. */
export function mostly<Value>(usual: Arbitrary<Value>, other: Arbitrary<Value>): Arbitrary<Value> {
	return fc.oneof({ weight: 6, arbitrary: usual }, { weight: 1, arbitrary: other });
}

/** Right by the description or, one of seven, spoilt in one place. */
export function bodyOf({ body }: RouteDescription): Arbitrary<Uint8Array | undefined> {
	if (body === undefined) return fc.constant(undefined);
	const right = fc
		.tuple(arbitraryOf(body), fc.boolean())
		.map(([value, isKnown]) => (isKnown ? withKnown(value) : value));
	return mostly(right, right.chain(spoilt)).map((value) => encode(JSON.stringify(value)));
}

/** What has to be just this for a request to get anywhere. Of a newer epoch, it even ends what comes after it (rule F3). */
const KNOWN: Readonly<Record<string, unknown>> = { epoch: 1, storeName: "EconomyWallet", protocolMin: 1 };

function withKnown(value: unknown): unknown {
	const text = JSON.stringify(value, (name, part: unknown) => (Object.hasOwn(KNOWN, name) ? KNOWN[name] : part));
	const changed: unknown = JSON.parse(text);
	return changed;
}

/** A right value with one part of it, at any depth, replaced or taken away. */
function spoilt(value: unknown): Arbitrary<unknown> {
	const other = fc.oneof(
		fc.constantFrom(null, 0, -1, 0.5, 2 ** 53, 1e300, "", "x".repeat(900), "\u0000", "\ud800", [], {}, true),
		fc.jsonValue({ maxDepth: 2 }),
	);
	if (typeof value !== "object" || value === null || Object.keys(value).length === 0) return other;
	return fc.tuple(fc.constantFrom(...Object.keys(value)), fc.boolean()).chain(([key, goDeeper]) => {
		const inner: unknown = Reflect.get(value, key);
		return (goDeeper ? spoilt(inner) : other).map((part) => withPart(value, key, part));
	});
}

function withPart(value: object, key: string, part: unknown): unknown {
	if (Array.isArray(value)) return value.map((item: unknown, index) => (String(index) === key ? part : item));
	return { ...value, [key]: part };
}

export const anyBody: Arbitrary<Uint8Array | undefined> = fc.oneof(
	fc.constant(undefined),
	fc.uint8Array({ maxLength: 40 }),
	fc.json().map(encode),
	fc.constantFrom(
		encode(""),
		encode("{".repeat(5_000)),
		encode("[".repeat(30_000) + "]".repeat(30_000)),
		encode(`{"beat":${"9".repeat(1_000)}}`),
		encode('{"receipts":[{"__proto__":{"userId":1}}]}'),
		encode(`"${"x".repeat(BODY_BYTES_MAX - 2)}"`),
		encode(" ".repeat(BODY_BYTES_MAX + 1)),
		encode("\ufeff{}"),
		new Uint8Array([0xff, 0xfe, 0x00]),
		new Uint8Array([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]),
	),
);
