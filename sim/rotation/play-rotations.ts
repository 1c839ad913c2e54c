import type { SessionAnswer } from "../../shared/protocol/session";
import { awaitSession } from "../operation/await-session";
import { RunningProgram, type Environment } from "../operation/program";
import { ask, askForSession, askForSessionSigned, postSigned } from "../operation/signed-sender";
import type { Random } from "../random";
import { fileOf, makeGeneration, stepsOf, type KeyGeneration } from "./key-steps";
import { Load, type Repeat } from "./load";
import { Refusals } from "./refusals";

export interface RotationPlan {
	readonly ratePerSecond: number;
	/** Rotations begin as long as these are not over; the last one is always finished. */
	readonly seconds: number;
	readonly random: Random;
	readonly environment: Environment;
	readonly writeSecrets: (text: string) => void;
	readonly nowSeconds: () => number;
	readonly repeat: Repeat;
	readonly onRotation: (number: number) => void;
}

export interface RotationReport {
	readonly seconds: number;
	readonly requests: number;
	readonly perSecond: number;
	/** Requests that were not answered as they should; `refusals` says by what instead. */
	readonly refused: number;
	readonly refusals: Readonly<Record<string, number>>;
	/** How often all three keys were replaced. */
	readonly rotations: number;
	/** Requests with a key that had been taken away, and that were heard all the same. */
	readonly oldKeysHeard: number;
	readonly ok: boolean;
}

const TAKEN_WITHIN_MILLIS = 20_000;
/** Each step holds for so long under load before the next one. */
const STEP_MILLIS = 300;

/** Replaces all three keys of the real program, again and again, while requests come that must not notice. */
export async function playRotations(plan: RotationPlan): Promise<RotationReport> {
	const generation = (number: number) => makeGeneration(plan.random.fork("keys").uuid(), number);
	const refusals = new Refusals();
	let current = generation(0);
	plan.writeSecrets(fileOf(current));
	const program = new RunningProgram(plan.environment);
	try {
		await awaitSession(program, "job-0", current.game);
		const url = await program.url();
		const { random, nowSeconds, repeat, ratePerSecond } = plan;
		const load = new Load({ url, refusals, random, nowSeconds, repeat, ratePerSecond, shown: shownOf(current) });
		let rotations = 0;
		let oldKeysHeard = 0;
		try {
			while (rotations === 0 || load.seconds() < plan.seconds) {
				const next = generation(rotations + 1);
				oldKeysHeard += await rotate({ plan, program, load }, current, next);
				current = next;
				rotations += 1;
				plan.onRotation(rotations);
			}
		} finally {
			await load.stop();
		}
		const { requests } = load;
		const seconds = load.seconds();
		const [refused, ok] = [refusals.total(), refusals.total() === 0 && oldKeysHeard === 0];
		const rate = { seconds: Math.round(seconds * 10) / 10, requests, perSecond: Math.round(requests / seconds) };
		return { ...rate, refused, refusals: refusals.byKind(), rotations, oldKeysHeard, ok };
	} finally {
		await program.kill();
	}
}

interface Stage {
	readonly plan: RotationPlan;
	readonly program: RunningProgram;
	readonly load: Load;
}

/** The steps of docs/operations.md. Answers with how many old keys are still heard after the last one. */
async function rotate(stage: Stage, from: KeyGeneration, to: KeyGeneration): Promise<number> {
	const { load, program } = stage;
	const steps = stepsOf(from, to);
	const oldSession = await awaitSession(program, "job-old", from.game);
	await write(stage, steps.behind);
	load.show({ game: [from.game, to.game], service: [from.service, to.service] });
	await Bun.sleep(STEP_MILLIS);
	await write(stage, steps.inFront);
	// In six hours the key of every server has ended, and of those with the old game secret every server.
	await load.renewServers();
	load.show(shownOf(to));
	await load.replaceServers();
	await load.answerAll();
	await write(stage, steps.alone);
	await Bun.sleep(STEP_MILLIS);
	return await countOldKeysHeard(stage, from, oldSession);
}

function shownOf({ game, service }: KeyGeneration) {
	return { game: [game], service: [service] } as const;
}

/** Puts it into the file and waits until the program says that it holds. */
async function write({ plan, program }: Stage, text: string): Promise<void> {
	const taken = () => program.output().split('"event":"secrets-taken"').length;
	const before = taken();
	plan.writeSecrets(text);
	const deadline = performance.now() + TAKEN_WITHIN_MILLIS;
	while (taken() === before) {
		if (performance.now() > deadline) throw new Error(`the keys were not taken:\n${program.output()}`);
		await Bun.sleep(10);
	}
}

async function countOldKeysHeard(
	{ plan, program }: Stage,
	old: KeyGeneration,
	session: SessionAnswer,
): Promise<number> {
	const { nowSeconds } = plan;
	const url = await program.url();
	const answers = await Promise.all([
		askForSession(url, "job-old", old.game),
		askForSessionSigned(url, "job-old", { keyId: old.id, key: old.hmac }, nowSeconds),
		postSigned(url, session, "/game/heartbeat", "{}", nowSeconds),
		ask(`${url}/openapi`, { headers: { authorization: `Bearer ${old.service}` } }),
	]);
	return answers.filter((answer) => answer?.status !== 401).length;
}
