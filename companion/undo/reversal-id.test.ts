import { expect, test } from "bun:test";
import { COMMAND_ID_BYTES_MAX } from "../../shared/limits";
import { reversalId } from "./reversal-id";

test.each([
	["discord:1", 1, "reverse:discord:1"],
	["discord:1", 2, "reverse:1.2:discord:1"],
	["reverse:discord:1", 1, "reverse:2.1:discord:1"],
	["reverse:1.2:discord:1", 1, "reverse:2.1:discord:1"],
	["reverse:2.1:discord:1", 3, "reverse:3.3:discord:1"],
	["txn:900:reverse:1.2:x", 1, "reverse:txn:900:reverse:1.2:x"],
])("%s, try %p: %s", (commandId, attempt, id) => {
	expect(reversalId(commandId, attempt)).toBe(id);
});

test("the longest id there is can be taken back, and that again", () => {
	let id = `txn:${"9".repeat(20)}:${"x".repeat(40)}`;
	for (let depth = 1; depth <= 12; depth += 1) id = reversalId(id, 99);
	expect(id.length).toBeLessThanOrEqual(COMMAND_ID_BYTES_MAX);
});
