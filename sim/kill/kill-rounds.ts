import { lookAtDatabase } from "../../companion/database/look-at-database";
import { checkAudit, type AuditAgainstBook } from "../operation/check-audit";
import { awaitSession } from "../operation/await-session";
import { Lane, type Line } from "../operation/lane";
import { RunningProgram, runProgram, type Environment } from "../operation/program";
import { ReceiptBook } from "../operation/receipt-book";
import type { Random } from "../random";

const LANES = 6;
/** In this share of the rounds it is killed while it still starts. */
const STARTING_SHARE = 0.15;
const STARTING_MILLIS_MAX = 600;
/** After the first answer of a round. */
const LOAD_MILLIS_MAX = 150;
const ROUND_MILLIS_MAX = 30_000;

export interface KillPlan {
	readonly rounds: number;
	readonly random: Random;
	readonly environment: Environment;
	readonly databasePath: string;
	readonly nowSeconds: () => number;
	readonly onRound: (round: number) => void;
}

export interface KillReport extends AuditAgainstBook {
	readonly rounds: number;
	readonly killedWhileStarting: number;
	/** Receipts in requests that a kill left without an answer. */
	readonly unanswered: number;
	/** Of those, how many turned out to be stored when they were sent again. */
	readonly unansweredStored: number;
	readonly contradictions: number;
	/** What `verify` says at the end. */
	readonly verified: boolean;
	readonly ok: boolean;
}

/** Kills the real program in the middle of its work, starts it again, and holds its audit to every answer it gave. */
export async function playKillRounds(plan: KillPlan): Promise<KillReport> {
	const book = new ReceiptBook();
	const lanes = Array.from({ length: LANES }, (_, index) => new Lane(plan.random.fork(`lane ${index}`), book, index));
	let killedWhileStarting = 0;
	for (let round = 1; round <= plan.rounds; round += 1) {
		const program = new RunningProgram(plan.environment);
		if (plan.random.chance(STARTING_SHARE)) {
			killedWhileStarting += 1;
			await Bun.sleep(plan.random.integer(0, STARTING_MILLIS_MAX));
			await program.kill();
		} else {
			await killUnderLoad(plan, program, lanes);
		}
		plan.onRound(round);
	}
	await finish(plan, lanes);
	const database = lookAtDatabase(plan.databasePath, false);
	const found = checkAudit(database, book);
	database.close();
	const verify = await runProgram(plan.environment, "verify");
	const { unanswered, unansweredStored } = book;
	const contradictions = book.contradictions.length;
	const wrong = found.lost + found.doubled + found.foreign + contradictions;
	const verified = verify.code === 0;
	const ok = wrong === 0 && verified && found.answered > 0;
	const counts = { unanswered, unansweredStored, contradictions };
	return { rounds: plan.rounds, killedWhileStarting, ...found, ...counts, verified, ok };
}

async function killUnderLoad(plan: KillPlan, program: RunningProgram, lanes: readonly Lane[]): Promise<void> {
	let isOver = false;
	let tellFirst: () => void = () => undefined;
	const first = new Promise<void>((resolve) => (tellFirst = resolve));
	const line = await openLine(plan, program, { isOver: () => isOver, onAnswer: () => tellFirst() });
	const work = Promise.all(lanes.map((lane) => lane.work(line)));
	await withinRound(first, program);
	await Bun.sleep(plan.random.integer(0, LOAD_MILLIS_MAX));
	isOver = true;
	await program.kill();
	await work;
}

/** Everything that waits is shipped, and the program ends in order. */
async function finish(plan: KillPlan, lanes: readonly Lane[]): Promise<void> {
	const program = new RunningProgram(plan.environment);
	const line = await openLine(plan, program, { isOver: () => false, onAnswer: () => undefined });
	await withinRound(Promise.all(lanes.map((lane) => lane.finish(line))), program);
	const { code, output } = await program.stop();
	if (code !== 0) throw new Error(`the companion did not end in order:\n${output}`);
}

async function openLine(
	plan: KillPlan,
	program: RunningProgram,
	watch: Pick<Line, "isOver" | "onAnswer">,
): Promise<Line> {
	const session = await awaitSession(program);
	return { url: await program.url(), session, nowSeconds: plan.nowSeconds, ...watch };
}

async function withinRound(work: Promise<unknown>, program: RunningProgram): Promise<void> {
	let timer: Timer | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error(`nothing was answered:\n${program.output()}`)), ROUND_MILLIS_MAX);
	});
	await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
