import { describe, expect, test } from "bun:test";
import { bunPlatform } from "../bun/platform";
import { decodeHeartbeat } from "./heartbeat";

const BODY = { beat: 1, players: [7], wallets: [], notes: [], subscribed: true, closing: false };
const AVA = { userId: 7, name: "Ava_7" };

const decode = (names: unknown) => decodeHeartbeat(bunPlatform, { ...BODY, names });

describe("names in a heartbeat", () => {
	test("are taken as they were said", () => {
		expect(decode([AVA])).toMatchObject({ ok: true, value: { names: [AVA] } });
	});

	test.each([
		["absent, from an older server", undefined],
		["null", null],
		["empty", []],
	])("%s: nobody is named", (_name, names) => {
		expect(decode(names)).toMatchObject({ ok: true, value: { names: [] } });
	});

	test.each([
		["one character", "a"],
		["one that Roblox gave", "roblox_user_9876543210"],
		["32 characters", "a".repeat(32)],
	])("%s is a name", (_name, name) => {
		expect(decode([{ userId: 7, name }])).toMatchObject({ ok: true, value: { names: [{ name }] } });
	});

	test.each([
		["text in place of a list", "Ava", "names"],
		["names alone", ["Ava"], "names.0"],
		["51 of them", Array.from({ length: 51 }, () => AVA), "names"],
		["no name", [{ userId: 7 }], "names.0.name"],
		["an empty name", [{ userId: 7, name: "" }], "names.0.name"],
		["33 characters", [{ userId: 7, name: "a".repeat(33) }], "names.0.name"],
		["a blank inside", [{ userId: 7, name: "A va" }], "names.0.name"],
		["a line break", [{ userId: 7, name: "Ava\n" }], "names.0.name"],
		["other letters", [{ userId: 7, name: "Avá" }], "names.0.name"],
		["a number", [{ userId: 7, name: 7 }], "names.0.name"],
		["an id as text", [{ userId: "7", name: "Ava" }], "names.0.userId"],
		["a test player of Studio", [{ userId: -1, name: "Player1" }], "names.0.userId"],
		["a wrong one behind a right one", [AVA, { userId: 8, name: "<@8>" }], "names.1.name"],
	])("%s: the heartbeat is refused", (_name, names, field) => {
		expect(decode(names)).toEqual({ ok: false, error: { code: "malformed", field } });
	});
});
