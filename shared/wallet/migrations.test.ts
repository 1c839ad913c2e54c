import "../bun/install";
import { describe, expect, test } from "bun:test";
import { bunPlatform } from "../bun/platform";
import { walletWithBacklog } from "../fixtures/reducer-cases";
import { migrateWallet, WALLET_VERSION } from "./migrations";
import { createWallet } from "./wallet";
import { decodeWallet } from "./wallet-codec";

/** As a program of version 1 stored it, long ago. */
function storedByVersion1(): Record<string, unknown> {
	const { keyTimes: _times, purchases: _count, sends: _sends, ...rest } = walletWithBacklog(2);
	return { ...rest, version: 1, keys: { "purchase:a": 1, "game:b": 2, "purchase:c": 2 }, seal: { wax: "red" } };
}

describe("a wallet of version 1", () => {
	test("is read as one of the present version, with all it held", () => {
		const { keys, seal } = storedByVersion1();
		expect(decodeWallet(bunPlatform, storedByVersion1())).toEqual({
			ok: true,
			value: { ...walletWithBacklog(2), keys, seal, purchases: 2, keyTimes: [], sends: [] } as never,
		});
	});

	test("keeps what a later program of version 1 noted already", () => {
		const noted = { ...storedByVersion1(), purchases: 5, keyTimes: [{ key: "game:b", at: 900 }] };
		expect(decodeWallet(bunPlatform, noted)).toMatchObject({
			value: { purchases: 5, keyTimes: [{ key: "game:b", at: 900 }] },
		});
	});

	test("with nonsense in a field is still refused", () => {
		expect(decodeWallet(bunPlatform, { ...storedByVersion1(), keys: { "game:b": "two" } })).toMatchObject({
			ok: false,
		});
		expect(decodeWallet(bunPlatform, { ...storedByVersion1(), sends: "many" })).toMatchObject({ ok: false });
	});
});

test("a wallet of the present version is not touched by migrations", () => {
	const wallet = { ...createWallet("b1", 1) };
	expect(migrateWallet(bunPlatform, wallet, WALLET_VERSION)).toBe(wallet);
});

test("a wallet without a version is refused, not migrated", () => {
	const { version: _, ...unversioned } = storedByVersion1();
	expect(decodeWallet(bunPlatform, unversioned)).toEqual({ ok: false, error: { code: "malformed", field: "version" } });
});
