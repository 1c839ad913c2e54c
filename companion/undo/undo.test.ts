import { describe, expect, test } from "bun:test";
import { ADMIN, createUndoScene, MODERATOR, OTHER_ADMIN, OTHER_MODERATOR, OWNER } from "./testing/undo-scene";

describe("one command", () => {
	test("is taken back once, by an entry of its own", async () => {
		const scene = await createUndoScene();
		const id = await scene.give(71, 500, MODERATOR);
		await scene.play();
		const progress = await scene.reverse(MODERATOR, scene.scopeOf(id));
		expect(scene.balance(71)).toBe(0);
		expect(scene.applied()).toEqual([["reverse:discord:1", 1]]);
		expect(progress).toMatchObject({ isEnded: true, total: 1, ends: { whole: 1 }, taken: 500, given: 0, missing: 0 });
	});

	test("that took coins gives them back", async () => {
		const scene = await createUndoScene();
		await scene.give(71, 500, MODERATOR);
		const id = await scene.give(71, -200, MODERATOR);
		await scene.play();
		expect(await scene.reverse(MODERATOR, scene.scopeOf(id))).toMatchObject({ taken: 0, given: 200 });
		expect(scene.balance(71)).toBe(500);
	});

	test("two at once, and one more later, change the wallet once", async () => {
		const scene = await createUndoScene();
		const id = await scene.give(71, 500, MODERATOR);
		await scene.give(71, 800, OTHER_MODERATOR);
		await scene.play();
		const both = [scene.begin(ADMIN, scene.scopeOf(id)), scene.begin(OTHER_ADMIN, scene.scopeOf(id))];
		const [first, second] = await Promise.all(both);
		expect(second?.id).toBe(first?.id ?? 0);
		await scene.play();
		expect(await scene.reverse(ADMIN, scene.scopeOf(id))).toMatchObject({ isEnded: true, total: 0 });
		expect(scene.balance(71)).toBe(800);
		expect(scene.applied()).toEqual([["reverse:discord:1", 1]]);
	});

	test("by its id and as part of a window, by two, changes the wallet once", async () => {
		const scene = await createUndoScene();
		const id = await scene.give(71, 500, MODERATOR);
		await scene.give(71, 300, MODERATOR);
		await scene.play();
		const window = await scene.begin(ADMIN, scene.everythingOf(MODERATOR));
		await scene.begin(OTHER_ADMIN, scene.scopeOf(id));
		await scene.play();
		expect(scene.progress(window.id)).toMatchObject({ isEnded: true, ends: { whole: 2 }, taken: 800 });
		expect(scene.balance(71)).toBe(0);
		expect(scene.applied().map(([, times]) => times)).toEqual([1, 1]);
	});

	test("that nobody knows cannot be chosen", async () => {
		const scene = await createUndoScene();
		expect(scene.undo.findCommand(["discord:404"])).toBeUndefined();
		expect(scene.undo.plan(ADMIN, { kind: "command", number: 404, createdAt: 0 })).toEqual({
			ok: false,
			error: "nothing-to-reverse",
		});
	});

	test("a reversal is a command like others, and can be taken back itself", async () => {
		const scene = await createUndoScene();
		const id = await scene.give(71, 500, MODERATOR);
		await scene.play();
		await scene.reverse(ADMIN, scene.scopeOf(id));
		await scene.reverse(ADMIN, scene.scopeOf(`reverse:${id}`));
		expect(scene.balance(71)).toBe(500);
		await scene.reverse(ADMIN, scene.scopeOf(`reverse:2.1:${id}`));
		expect(scene.balance(71)).toBe(0);
		expect(scene.applied().map(([one]) => one)).toEqual([`reverse:${id}`, `reverse:2.1:${id}`, `reverse:3.1:${id}`]);
	});
});

describe("what was spent", () => {
	test("what is left is taken, and the rest is said", async () => {
		const scene = await createUndoScene();
		const id = await scene.give(71, 500, MODERATOR);
		await scene.play();
		scene.spend(71, 380);
		await scene.play();
		expect(scene.undo.plan(MODERATOR, scene.scopeOf(id))).toMatchObject({
			value: { take: 500, spent: 380, spenders: 1 },
		});
		const progress = await scene.reverse(MODERATOR, scene.scopeOf(id));
		expect(progress).toMatchObject({ isEnded: true, ends: { part: 1 }, taken: 120, missing: 380 });
		expect(scene.balance(71)).toBe(0);
	});

	test("nothing is left: nothing is taken, and once he has coins again they can be asked for again", async () => {
		const scene = await createUndoScene();
		const id = await scene.give(71, 500, MODERATOR);
		await scene.play();
		scene.spend(71, 500);
		await scene.play();
		expect(await scene.reverse(MODERATOR, scene.scopeOf(id))).toMatchObject({
			ends: { spent: 1 },
			taken: 0,
			missing: 500,
		});
		await scene.give(71, 900, ADMIN);
		await scene.play();
		expect(await scene.reverse(MODERATOR, scene.scopeOf(id))).toMatchObject({ ends: { whole: 1 }, taken: 500 });
		expect(scene.balance(71)).toBe(400);
	});

	test("the newest is taken back first, so that what was given and taken in turn ends where it began", async () => {
		const scene = await createUndoScene();
		for (const delta of [100, -100, 100, -60]) await scene.give(71, delta, MODERATOR);
		await scene.play();
		expect(await scene.reverse(ADMIN, scene.everythingOf(MODERATOR))).toMatchObject({ ends: { whole: 4 }, missing: 0 });
		expect(scene.balance(71)).toBe(0);
	});
});

describe("a window", () => {
	test("only his commands, and only of that time", async () => {
		const scene = await createUndoScene();
		await scene.give(71, 1, OTHER_MODERATOR);
		await scene.world.time.advance(60_000);
		const { from } = { from: scene.world.time.clock.now() };
		await scene.give(71, 10, OTHER_MODERATOR);
		await scene.give(71, 100, MODERATOR);
		await scene.world.time.advance(60_000);
		const to = scene.world.time.clock.now();
		await scene.give(71, 1_000, OTHER_MODERATOR);
		await scene.play();
		await scene.reverse(ADMIN, { kind: "actor", actorId: OTHER_MODERATOR.id, from, to });
		expect(scene.balance(71)).toBe(1_101);
	});

	test("the dry run says how much from how many, and changes nothing", async () => {
		const scene = await createUndoScene();
		const first = await scene.give(71, 100, MODERATOR);
		await scene.give(72, 300, MODERATOR);
		await scene.give(72, -50, MODERATOR);
		await scene.give(73, -5, MODERATOR);
		await scene.play();
		await scene.reverse(MODERATOR, scene.scopeOf(first));
		await scene.give(74, 7, MODERATOR);
		expect(scene.undo.plan(ADMIN, scene.everythingOf(MODERATOR))).toMatchObject({
			value: { commands: 3, open: 1, players: 2, take: 307, give: 50, before: 2, withoutEffect: 1, gone: 0 },
		});
		await scene.play();
		expect([71, 72, 73, 74].map((userId) => scene.balance(userId))).toEqual([0, 250, 0, 7]);
	});

	test("what he gave and took back himself stays as it is, whichever of both came last", async () => {
		const scene = await createUndoScene();
		const once = await scene.give(71, 100, MODERATOR);
		const twice = await scene.give(72, 100, MODERATOR);
		await scene.play();
		for (const id of [once, twice, `reverse:${twice}`]) await scene.reverse(MODERATOR, scene.scopeOf(id));
		expect([71, 72].map((userId) => scene.balance(userId))).toEqual([0, 100]);
		expect(await scene.reverse(ADMIN, scene.everythingOf(MODERATOR))).toMatchObject({ total: 1, taken: 100 });
		expect([71, 72].map((userId) => scene.balance(userId))).toEqual([0, 0]);
	});

	test("what a thief took back of others is restored", async () => {
		const scene = await createUndoScene();
		const honest = await scene.give(71, 100, MODERATOR);
		await scene.play();
		await scene.reverse(ADMIN, scene.scopeOf(honest));
		await scene.reverse(OWNER, scene.everythingOf(ADMIN));
		expect(scene.balance(71)).toBe(100);
	});

	test("a command that has not ended is taken back once it took effect, and left alone when it did not", async () => {
		const scene = await createUndoScene();
		await scene.give(71, 100, MODERATOR);
		await scene.give(72, -100, MODERATOR);
		const { id } = await scene.begin(ADMIN, scene.everythingOf(MODERATOR));
		await scene.world.time.advance(60_000);
		expect(scene.progress(id)).toMatchObject({ isEnded: false, waiting: 2, open: 2, underWay: 0 });
		await scene.play();
		expect(scene.progress(id)).toMatchObject({
			isEnded: true,
			ends: { whole: 1, "no-effect": 1 },
			taken: 100,
			missing: 0,
		});
		expect([scene.balance(71), scene.balance(72)]).toEqual([0, 0]);
	});

	test("a restart in the middle: it goes on, and nothing happens twice", async () => {
		const scene = await createUndoScene();
		for (let index = 0; index < 200; index += 1) await scene.give(71 + (index % 4), 10, MODERATOR);
		await scene.play();
		const { id } = await scene.begin(ADMIN, scene.everythingOf(MODERATOR));
		await scene.world.time.advance(250);
		await scene.playOnce();
		expect(scene.progress(id)).toMatchObject({ isEnded: false });
		scene.restart();
		await scene.play();
		expect(scene.progress(id)).toMatchObject({ isEnded: true, ends: { whole: 200 }, taken: 2_000 });
		expect(scene.applied().filter(([, times]) => times !== 1)).toEqual([]);
		expect([71, 72, 73, 74].map((userId) => scene.balance(userId))).toEqual([0, 0, 0, 0]);
	});

	test("stopped: nothing more begins, what was asked for takes effect, and the rest can be taken back later", async () => {
		const scene = await createUndoScene();
		for (let index = 0; index < 120; index += 1) await scene.give(71, 10, MODERATOR);
		await scene.play();
		const { id } = await scene.begin(ADMIN, scene.everythingOf(MODERATOR));
		await scene.world.time.advance(0);
		expect(await scene.world.settled(scene.undo.stopOne(ADMIN, id))).toMatchObject({
			value: { left: 70, underWay: 50 },
		});
		await scene.play();
		expect(scene.progress(id)).toMatchObject({ isEnded: true, stoppedName: "Adam", ends: { whole: 50 }, left: 70 });
		expect(scene.balance(71)).toBe(700);
		expect(await scene.reverse(ADMIN, scene.everythingOf(MODERATOR))).toMatchObject({ total: 70, ends: { whole: 70 } });
		expect(scene.balance(71)).toBe(0);
	});
});

describe("who may", () => {
	test.each([
		["his own", MODERATOR, MODERATOR, undefined],
		["an equal's", MODERATOR, OTHER_MODERATOR, "target-too-high"],
		["a lower one's", ADMIN, MODERATOR, undefined],
		["a higher one's", MODERATOR, ADMIN, "target-too-high"],
		["an equal's, with Discord's Administrator permission", OWNER, ADMIN, undefined],
		["without a level", { ...MODERATOR, id: "77", roleIds: [] }, MODERATOR, "not-allowed"],
	] as const)("%s", async (_name, actor, whose, problem) => {
		const scene = await createUndoScene();
		const id = await scene.give(71, 5, whose);
		const plan = scene.undo.plan(actor, scene.scopeOf(id));
		expect(plan.ok ? undefined : plan.error).toBe(problem);
		const begun = await scene.world.settled(scene.undo.begin(actor, scene.scopeOf(id)));
		expect(begun.ok ? undefined : begun.error).toBe(problem);
	});

	test("what counts is the level at which it was given", async () => {
		const scene = await createUndoScene();
		const id = await scene.give(71, 5, ADMIN);
		const change = { roleId: "10", before: "administrator", after: undefined } as const;
		await scene.world.settled(scene.world.companion.staff.changeRole(OWNER, change));
		expect(scene.undo.plan(MODERATOR, scene.scopeOf(id))).toEqual({ ok: false, error: "target-too-high" });
	});

	test("a command of which nobody noted the level counts as an administrator's", async () => {
		const scene = await createUndoScene();
		const id = await scene.give(71, 5, MODERATOR);
		scene.world.database.run("UPDATE command SET actor_level = NULL");
		expect(scene.undo.plan(ADMIN, scene.scopeOf(id)).ok).toBe(false);
		expect(scene.undo.plan(OWNER, scene.scopeOf(id)).ok).toBe(true);
	});

	test.each([
		["the asker", MODERATOR, undefined],
		["somebody above him", ADMIN, undefined],
		["an equal", OTHER_MODERATOR, "target-too-high"],
	] as const)("stop it: %s", async (_name, actor, problem) => {
		const scene = await createUndoScene();
		const id = await scene.give(71, 5, MODERATOR);
		const begun = await scene.begin(MODERATOR, scene.scopeOf(id));
		const stopped = await scene.world.settled(scene.undo.stopOne(actor, begun.id));
		expect(stopped.ok ? undefined : stopped.error).toBe(problem);
	});
});

test("no limit stands in the way of it, and it uses none up", async () => {
	const scene = await createUndoScene();
	const { staff } = scene.world.companion;
	const id = await scene.give(71, 500, MODERATOR);
	await scene.play();
	for (const kind of ["command", "actor", "player", "server"] as const) {
		const change = { level: "moderator", kind, before: staff.limitsOf("moderator")[kind], after: 500 } as const;
		await scene.world.settled(staff.changeLimit(OWNER, change));
	}
	expect(await scene.reverse(MODERATOR, scene.scopeOf(id))).toMatchObject({ taken: 500 });
	expect(staff.movedToday(MODERATOR.id, 71)).toEqual({ actor: 500, player: 500, server: 500 });
});

test("a wallet that was replaced since gives nothing back for the old one", async () => {
	const scene = await createUndoScene();
	const id = await scene.give(71, 500, MODERATOR);
	await scene.play();
	scene.world.database.run("UPDATE command SET born = 'another life' WHERE id = ?", [id]);
	expect(scene.undo.plan(MODERATOR, scene.scopeOf(id))).toMatchObject({ value: { commands: 0, gone: 1 } });
});

test("whoever gave something lately is known by name, the newest first", async () => {
	const scene = await createUndoScene();
	await scene.give(71, 5, MODERATOR);
	await scene.world.time.advance(60_000);
	await scene.give(71, 5, ADMIN);
	expect(scene.undo.listActors().map(({ id, name }) => [id, name])).toEqual([
		["2", "Adam"],
		["4", "Mara"],
	]);
});
