import { expect, test } from "bun:test";
import { queryOf, targetOf } from "./request-target";

/** What Bun makes of a request line and a Host header. A `Request` cannot be built with all of these. */
function requestOf(url: string): Request {
	return Object.defineProperty(new Request("http://localhost"), "url", { value: url });
}

test.each([
	["http://localhost/game/session", "/game/session"],
	["http://localhost:3000/log/transactions?limit=1", "/log/transactions?limit=1"],
	["http://localhost", "/"],
	["http://localhost/a?b=http://c/d", "/a?b=http://c/d"],
	["/log/transactions?limit=1", "/log/transactions?limit=1"],
	["/a?b=://c/d", "/a?b=://c/d"],
	["http://[bad/log/transactions?limit=1", "/log/transactions?limit=1"],
])("the target of %s is %s", (url, target) => {
	expect(targetOf(requestOf(url))).toBe(target);
});

test.each([
	["http://[bad/a?limit=1", "1"],
	["/a?limit=%E0%A4%A", "\ufffd%A"],
	["http://localhost/a", null],
])("the query of %s is read", (url, limit) => {
	expect(queryOf(requestOf(url)).get("limit")).toBe(limit);
});
