import { expect, test } from "bun:test";
import { fail, ok } from "../../shared/result";
import { createFakePorts } from "./testing/fake-ports";
import { MARA } from "./testing/bot-world";
import { createRecentMembers } from "./recent-members";

const AWAY = fail({ code: "502", status: 502, retriable: true });

test("a member is asked for once in ten seconds, also one who left, and a failure is not kept", async () => {
	const ports = createFakePorts();
	const asked: string[] = [];
	let isAway = true;
	const findMember = createRecentMembers(ports.clock, {
		findMember: (id) => {
			asked.push(id);
			return Promise.resolve(isAway ? AWAY : ok(id === MARA.id ? MARA : undefined));
		},
	});
	expect(await findMember(MARA.id)).toEqual(AWAY);
	isAway = false;
	for (const _again of [1, 2]) {
		expect(await findMember(MARA.id)).toEqual(ok(MARA));
		expect(await findMember("gone")).toEqual(ok(undefined));
	}
	expect(asked).toEqual([MARA.id, MARA.id, "gone"]);
	await ports.advance(10_000);
	await findMember(MARA.id);
	expect(asked).toHaveLength(4);
});
