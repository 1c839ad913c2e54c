import { expect, test } from "bun:test";
import { readRange } from "./client-address";
import { createClientNames } from "./client-names";

const TRUSTED = ["10.0.0.0/8"].map(readRange).filter((range) => range !== undefined);
const forwardedFor = (list: string) => new Headers({ "X-Forwarded-For": list });

test("clients behind one proxy keep their own names, however often they come", () => {
	const nameOf = createClientNames(TRUSTED);
	const ask = () => ["198.51.100.1", "198.51.100.2"].map((client) => nameOf("10.0.0.1", forwardedFor(client)));
	expect([ask(), ask()]).toEqual([
		["198.51.100.1", "198.51.100.2"],
		["198.51.100.1", "198.51.100.2"],
	]);
	expect(nameOf("10.0.0.1", new Headers())).toBe("10.0.0.1");
});

test("a long list is read all the same", () => {
	const nameOf = createClientNames(TRUSTED);
	const list = `198.51.100.1, ${"10.0.0.1, ".repeat(18)}10.0.0.1`;
	expect(list.length).toBeGreaterThan(200);
	expect(nameOf("10.0.0.1", forwardedFor(list))).toBe("198.51.100.1");
});

test("without proxies the header is nobody's word", () => {
	expect(createClientNames([])("203.0.113.5", forwardedFor("198.51.100.1"))).toBe("203.0.113.5");
});
