import { describe, expect, test } from "bun:test";
import { ADMIN, createUndoScene, MODERATOR, OWNER, type UndoScene } from "./testing/undo-scene";

const MINUTE = 60_000;

/** Far more than half of what he may move in a day, with a few commands. */
function freeze(scene: UndoScene): void {
	const { staff } = scene.world.companion;
	for (let count = 0; count < 5; count += 1) staff.noteMoved(ADMIN, staff.limitsOf("administrator").actor);
}

/** 120 gifts of 10 coins, of which the first 50 are asked back by `ADMIN`. */
async function createRunning(): Promise<{ readonly scene: UndoScene; readonly id: number }> {
	const scene = await createUndoScene();
	for (let index = 0; index < 120; index += 1) await scene.give(71, 10, MODERATOR);
	await scene.play();
	const { id } = await scene.begin(ADMIN, scene.everythingOf(MODERATOR));
	await scene.world.time.advance(0);
	expect(scene.progress(id)).toMatchObject({ waiting: 70, underWay: 50 });
	return { scene, id };
}

describe("nothing more is taken back in the name of somebody who", () => {
	test.each([
		["was frozen", freeze, "frozen"],
		["lost his role", ({ members }: UndoScene) => members.set(ADMIN.id, { ...ADMIN, roleIds: [] }), "not-allowed"],
		["left the Discord server", ({ members }: UndoScene) => members.delete(ADMIN.id), "not-allowed"],
	] as const)("%s", async (_what, happens, stoppedCode) => {
		const { scene, id } = await createRunning();
		happens(scene);
		await scene.play();
		expect(scene.progress(id)).toMatchObject({ isEnded: true, stoppedCode, ends: { whole: 50 }, left: 70 });
		expect(scene.balance(71)).toBe(700);
	});

	test("whose level does not suffice any more", async () => {
		const { scene, id } = await createRunning();
		const change = { right: "reverse", before: "moderator", after: "closed" } as const;
		await scene.world.settled(scene.world.companion.staff.changeRight(OWNER, change));
		await scene.play();
		expect(scene.progress(id)).toMatchObject({ isEnded: true, stoppedCode: "not-allowed", left: 70 });
	});

	test("was frozen while nobody looked: it holds over a restart", async () => {
		const { scene, id } = await createRunning();
		freeze(scene);
		scene.restart();
		await scene.play();
		expect(scene.progress(id)).toMatchObject({ isEnded: true, stoppedCode: "frozen", left: 70 });
	});
});

test("what a wallet refuses is not asked for once more", async () => {
	const scene = await createUndoScene();
	const given = await scene.give(71, 500, MODERATOR);
	await scene.play();
	scene.spend(71, 380);
	await scene.play();
	const { id } = await scene.begin(ADMIN, scene.scopeOf(given));
	await scene.world.time.advance(0);
	expect(scene.progress(id)).toMatchObject({ underWay: 1 });
	freeze(scene);
	await scene.play();
	expect(scene.progress(id)).toMatchObject({ isEnded: true, left: 1, taken: 0 });
	expect(scene.balance(71)).toBe(120);
});

test("what was left can be taken back by somebody else, each once", async () => {
	const { scene, id } = await createRunning();
	freeze(scene);
	await scene.play();
	expect(scene.progress(id).isEnded).toBe(true);
	expect(await scene.reverse(OWNER, scene.everythingOf(MODERATOR))).toMatchObject({ ends: { whole: 70 } });
	expect(scene.balance(71)).toBe(0);
	expect(scene.applied().filter(([, times]) => times !== 1)).toEqual([]);
});

test("while Discord cannot be asked it waits, and goes on afterwards", async () => {
	const { scene, id } = await createRunning();
	scene.isDiscordAway = true;
	for (let round = 0; round < 10; round += 1) {
		await scene.world.time.advance(MINUTE);
		await scene.playOnce();
	}
	expect(scene.progress(id)).toMatchObject({ isEnded: false, waiting: 70, ends: { whole: 50 } });
	scene.isDiscordAway = false;
	await scene.play();
	expect(scene.progress(id)).toMatchObject({ isEnded: true, stoppedCode: undefined, ends: { whole: 120 } });
});
