import { expect, test } from "bun:test";
import { fail, ok } from "../../shared/result";
import { createKeySet } from "./key-set";
import type { HmacSecret, LongLivedKeys } from "./long-lived-keys";

const secretOf = (id: string): HmacSecret => ({ id, secret: id.repeat(32) });
const [A, B, C] = [secretOf("a"), secretOf("b"), secretOf("c")];

function withHmac(first: HmacSecret, ...rest: HmacSecret[]): LongLivedKeys {
	return { hmacSecrets: [first, ...rest], gameSecrets: ["g".repeat(32)], serviceKeys: ["s".repeat(32)] };
}

test.each([
	["another one behind", withHmac(A), withHmac(A, B)],
	["another one in front", withHmac(A), withHmac(B, A)],
	["the other way round", withHmac(A, B), withHmac(B, A)],
	["one less", withHmac(B, A), withHmac(B)],
	["all at once", withHmac(A), withHmac(B, C)],
	["other bearers", withHmac(A), { ...withHmac(A), gameSecrets: ["x".repeat(32)], serviceKeys: ["y".repeat(32)] }],
] as const)("%s: taken", (_name, from, to) => {
	const keySet = createKeySet(from);
	expect(keySet.replace(to)).toEqual(ok(undefined));
	expect(keySet.keys()).toEqual(to);
	expect(keySet.doorbellKeys().map(({ keyId }) => keyId)).toEqual(to.hmacSecrets.map(({ id }) => id));
});

test.each([
	["the only one", withHmac(A), withHmac({ ...A, secret: B.secret }), ["a"]],
	["one of two", withHmac(A, B), withHmac(A, { ...B, secret: C.secret }), ["b"]],
	[
		"both, by exchanging their ids",
		withHmac(A, B),
		withHmac({ ...A, secret: B.secret }, { ...B, secret: A.secret }),
		["a", "b"],
	],
] as const)(
	"%s is another secret under the same id: nothing changes, and a good change goes on",
	(_name, from, to, ids) => {
		const keySet = createKeySet(from);
		const before = keySet.doorbellKeys();
		expect(keySet.replace(to)).toEqual(fail(ids));
		expect(keySet.keys()).toEqual(from);
		expect(keySet.doorbellKeys()).toEqual(before);
		expect(keySet.replace(withHmac(C, A))).toEqual(ok(undefined));
	},
);

test("a key of doorbells goes with its secret, and comes back the same", () => {
	const keySet = createKeySet(withHmac(A));
	const [key] = keySet.doorbellKeys();
	keySet.replace(withHmac(B));
	expect(keySet.doorbellKeys()).not.toContainEqual(key);
	keySet.replace(withHmac(B, A));
	expect(keySet.doorbellKeys()[1]).toEqual(key);
});
