import { expect, test } from "bun:test";
import { errorCodeOf } from "./error-code";

test.each([
	["version 2", { code: "ABORTED", message: "m" }, "ABORTED"],
	["the gateway", { errors: [{ code: 0, message: "Invalid API Key" }] }, "0"],
	[
		"version 1",
		{ error: "NOT_FOUND", message: "m", errorDetails: [{ datastoreErrorCode: "EntryNotFound" }] },
		"NOT_FOUND EntryNotFound",
	],
])("the code of %s is read, and nothing of its text", (_name, body, code) => {
	expect(errorCodeOf(JSON.stringify(body))).toBe(code);
});

test.each(["", "<html>", "[1]", '{"code":{}}', '{"code":"a sentence, which may repeat what was sent"}'])(
	"%p has no code",
	(body) => {
		expect(errorCodeOf(body)).toBeUndefined();
	},
);
