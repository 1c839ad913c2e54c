import { expect, test } from "bun:test";
import { Doorbells, UNDER_WAY_PER_SERVER_MAX } from "./doorbells";

/** Messages go out and are answered when the test says so. */
function setUp() {
	const sent: string[] = [];
	const answers: (() => void)[] = [];
	const doorbells = new Doorbells((topic, message) => {
		sent.push(`${topic} ${message}`);
		return new Promise((resolve) => answers.push(resolve));
	});
	const answerOne = async (): Promise<void> => {
		answers.shift()?.();
		await new Promise((resolve) => setImmediate(resolve));
	};
	return { sent, doorbells, answerOne };
}

const RING = 'a {"v":1,"type":"ring","to":"A"}';

test("what comes for a server with three messages under way is one bare ring, when one of them was answered", async () => {
	const { sent, doorbells, answerOne } = setUp();
	for (let number = 1; number <= 50; number += 1) doorbells.send("A", "a", `command ${number}`);
	const first = ["a command 1", "a command 2", "a command 3"];
	expect(sent).toEqual(first);
	expect(first).toHaveLength(UNDER_WAY_PER_SERVER_MAX);
	await answerOne();
	expect(sent).toEqual([...first, RING]);
	for (let answered = 0; answered < UNDER_WAY_PER_SERVER_MAX; answered += 1) await answerOne();
	expect(sent).toEqual([...first, RING]);
	doorbells.send("A", "a", "command 51");
	expect(sent.at(-1)).toBe("a command 51");
});

test("servers do not wait for each other", () => {
	const { sent, doorbells } = setUp();
	for (let number = 1; number <= 5; number += 1) doorbells.send("A", "a", `command ${number}`);
	doorbells.send("B", "b", "command 6");
	expect(sent).toEqual(["a command 1", "a command 2", "a command 3", "b command 6"]);
});
