import { describe, expect, test } from "bun:test";
import type { ReplyBody, ReplyResult } from "../interaction";
import { buildEmbed, buildMessage } from "../replies/message";
import { createFakePorts, START } from "../testing/fake-ports";
import { createReplyEditor } from "./reply-editor";

const LOST: ReplyResult = { ok: false, retriable: true, code: "500" };

function body(title: string): ReplyBody {
	return buildMessage([buildEmbed("working", title, ["text"])]);
}

/** Discord answers an edit only when the test says so. */
function createWorld(deadline = START + 60_000) {
	const ports = createFakePorts();
	const sent: string[] = [];
	const answers: ((result: ReplyResult) => void)[] = [];
	const edit = ({ embeds }: ReplyBody): Promise<ReplyResult> => {
		sent.push(embeds.map(({ title }) => title).join());
		return new Promise((resolve) => answers.push(resolve));
	};
	const editor = createReplyEditor(ports, edit, deadline);
	const answer = (result: ReplyResult): Promise<void> => {
		answers.shift()?.(result);
		return ports.settle();
	};
	return { ports, sent, editor, answer };
}

test("while an edit is under way only the newest text waits, and goes next", async () => {
	const { editor, sent, answer } = createWorld();
	editor.show(body("a"));
	editor.show(body("b"));
	editor.show(body("c"));
	expect(sent).toEqual(["a"]);
	await answer({ ok: true });
	expect(sent).toEqual(["a", "c"]);
});

test("after the last text nothing else is shown", async () => {
	const { editor, sent, answer } = createWorld();
	editor.finish(body("outcome"));
	editor.show(body("late look"));
	await answer({ ok: true });
	expect(await editor.ended).toBe("shown");
	editor.show(body("later look"));
	expect(sent).toEqual(["outcome"]);
});

test("a text that is shown already is not sent again", async () => {
	const { editor, sent, answer } = createWorld();
	editor.show(body("a"));
	await answer({ ok: true });
	editor.show(body("a"));
	expect(sent).toEqual(["a"]);
});

test("an outcome that comes during an edit that fails is what is tried again", async () => {
	const { editor, sent, answer, ports } = createWorld();
	editor.show(body("working"));
	editor.finish(body("outcome"));
	await answer(LOST);
	await ports.advance(250);
	expect(sent).toEqual(["working", "outcome"]);
});

test("when the token ends before the next attempt, it gives up and says so in the log", async () => {
	const { editor, sent, answer, ports } = createWorld(START + 600);
	editor.finish(body("outcome"));
	await answer(LOST);
	await ports.advance(250);
	await answer(LOST);
	expect(await editor.ended).toBe("given-up");
	expect(sent).toEqual(["outcome", "outcome"]);
	expect(ports.logged).toEqual([{ level: "warning", event: "reply-edit-failed", facts: { code: "500", attempts: 2 } }]);
});

describe("closing while an edit is under way", () => {
	test.each([
		["and shows the last text: it was shown", { ok: true }, "shown"],
		["and fails: it gives up", LOST, "given-up"],
	] as const)("%s", async (_name, result, how) => {
		const { editor, sent, answer } = createWorld();
		editor.finish(body("outcome"));
		void editor.close();
		await answer(result);
		expect(await editor.ended).toBe(how);
		expect(sent).toEqual(["outcome"]);
	});

	test("of an older text: the outcome that waited is not sent any more", async () => {
		const { editor, sent, answer } = createWorld();
		editor.show(body("working"));
		void editor.close();
		editor.finish(body("outcome"));
		await answer({ ok: true });
		expect(await editor.ended).toBe("given-up");
		expect(sent).toEqual(["working"]);
	});
});

test("stopping waits for the edit under way and sends nothing more", async () => {
	const { editor, sent, answer, ports } = createWorld();
	editor.show(body("a"));
	editor.show(body("b"));
	let isStopped = false;
	void editor.stop().then(() => (isStopped = true));
	await ports.settle();
	expect(isStopped).toBe(false);
	await answer({ ok: true });
	expect(isStopped).toBe(true);
	expect(sent).toEqual(["a"]);
});
