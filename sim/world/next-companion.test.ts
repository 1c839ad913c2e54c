import { expect, test } from "bun:test";
import { answerAsNext } from "./next-companion";

test("an answer of the next companion has a field more, and so has each command in it", async () => {
	const answer = await answerAsNext(Response.json({ now: 1, commands: [{ id: "a", sig: "s" }] }, { status: 201 }));
	expect(answer.status).toBe(201);
	expect(await answer.json()).toEqual({ now: 1, commands: [{ id: "a", sig: "s", next: "2" }], next: { since: 2 } });
});

test("what is no JSON object stays as it is", async () => {
	expect(await (await answerAsNext(new Response("busy"))).text()).toBe("busy");
});
