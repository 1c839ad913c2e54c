import { expect, test } from "bun:test";
import { ADMIN, createUndoScene, MODERATOR, type UndoScene } from "./testing/undo-scene";
import { createUndoKeeper } from "./undo-store";

const DAY = 86_400_000;

/** Housekeeping, so many days from now. */
function keepHouse({ world }: UndoScene, days: number): void {
	createUndoKeeper(world.database).keepHouse(world.time.clock.now() + days * DAY);
}

function countRows({ world }: UndoScene): readonly number[] {
	return ["undo", "undo_item"].map(
		(table) => world.database.query<{ rows: number }, []>(`SELECT count(*) AS rows FROM ${table}`).get()?.rows ?? -1,
	);
}

test("what was taken back is forgotten 90 days after its end, and cannot be taken back again", async () => {
	const scene = await createUndoScene();
	const [first, second] = [await scene.give(71, 500, MODERATOR), await scene.give(72, 60, MODERATOR)];
	await scene.play();
	await scene.reverse(ADMIN, scene.everythingOf(MODERATOR));

	keepHouse(scene, 89);
	expect(countRows(scene)).toEqual([1, 2]);
	keepHouse(scene, 91);
	expect(countRows(scene)).toEqual([0, 0]);

	await scene.give(71, 800, ADMIN);
	await scene.play();
	for (const scope of [scene.scopeOf(first), scene.scopeOf(second), scene.everythingOf(MODERATOR)]) {
		expect(scene.undo.plan(ADMIN, scope)).toMatchObject({ value: { commands: 0 } });
		expect(await scene.reverse(ADMIN, scope)).toMatchObject({ isEnded: true, total: 0 });
	}
	expect([scene.balance(71), scene.balance(72)]).toEqual([800, 0]);
	expect(scene.applied().map(([, times]) => times)).toEqual([1, 1]);
});

test("what was not got back because it was spent can be asked for again, and the number of the next try is another one", async () => {
	const scene = await createUndoScene();
	const given = await scene.give(71, 500, MODERATOR);
	await scene.play();
	scene.spend(71, 500);
	await scene.play();
	expect(await scene.reverse(ADMIN, scene.scopeOf(given))).toMatchObject({ ends: { spent: 1 } });
	keepHouse(scene, 91);
	await scene.give(71, 900, ADMIN);
	await scene.play();
	expect(await scene.reverse(ADMIN, scene.scopeOf(given))).toMatchObject({ ends: { whole: 1 }, taken: 500 });
	expect(scene.balance(71)).toBe(400);
	expect(scene.applied()).toEqual([[`reverse:1.2:${given}`, 1]]);
});

test("what goes on is kept, however long it takes", async () => {
	const scene = await createUndoScene();
	await scene.give(71, 500, MODERATOR);
	const { id } = await scene.begin(ADMIN, scene.everythingOf(MODERATOR));
	keepHouse(scene, 400);
	expect(scene.progress(id)).toMatchObject({ isEnded: false, total: 1 });
});
