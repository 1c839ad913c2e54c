import type { ClientCall, Scene } from "./calls/scene";

export interface PlayedCall {
	readonly name: string;
	readonly got: unknown;
	readonly expected: object;
	readonly isAsExpected: boolean;
}

/** One call after the other, so that budgets and the order of what happens are the same every time. */
export async function playCalls<Where extends Scene>(
	calls: readonly ClientCall<Where>[],
	scene: Where,
): Promise<readonly PlayedCall[]> {
	const played: PlayedCall[] = [];
	for (const { name, run, expected } of calls) {
		const wanted = expected(scene);
		const got = await run(scene).catch((problem: unknown) => ({ threw: String(problem) }));
		played.push({ name, got, expected: wanted, isAsExpected: isLike(got, wanted) });
	}
	return played;
}

/** Whether everything that is expected is there; more may be. */
function isLike(got: unknown, expected: object): boolean {
	return typeof got === "object" && got !== null && Bun.deepMatch(expected, got);
}
