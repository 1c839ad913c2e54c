import { expect, test } from "bun:test";
import { createFakeTime } from "../testing/fake-time";
import { createExperienceLoad } from "./experience-load";

test("servers and players are those of the newest heartbeats, without servers that fell silent", async () => {
	const time = createFakeTime(0);
	const load = createExperienceLoad(time.clock);
	expect(load.now()).toEqual({ servers: 0, players: 0 });
	load.note("a", 3);
	await time.advance(20_000);
	load.note("b", 4);
	load.note("a", 5);
	expect(load.now()).toEqual({ servers: 2, players: 9 });
	await time.advance(30_000);
	load.note("b", 4);
	await time.advance(15_000);
	expect(load.now()).toEqual({ servers: 1, players: 4 });
	await time.advance(60_000);
	expect(load.now()).toEqual({ servers: 0, players: 0 });
});
