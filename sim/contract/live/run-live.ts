import type { OpenCloudPorts } from "../../../companion/roblox/open-cloud/call";
import { CLIENT_CALLS } from "../client-calls";
import type { Contract } from "../contract";
import { playCalls, type PlayedCall } from "../play-calls";
import { entryV1 } from "../questions/addresses";
import { Probe } from "../questions/probe";
import { NotAnswered, type AnsweredQuestion, type Question } from "../questions/question";
import { QUESTIONS } from "../questions/question-list";
import { recordExchanges } from "../record-exchanges";
import type { ContractRun } from "../report";
import { openLiveScene } from "./live-scene";
import type { LiveSettings } from "./live-settings";

/** Plays the calls of the client on the real Roblox, asks the open questions, and removes what it wrote. */
export async function runLive(contract: Contract, settings: LiveSettings, ports: OpenCloudPorts): Promise<ContractRun> {
	const recording = recordExchanges(contract, ports.fetch);
	const run = ports.clock.now().toString(36);
	const keys = new Set<string>();
	const makeKey = (name: string): string => {
		const key = `${run}-${name}`;
		keys.add(key);
		return key;
	};
	const makeProbe = (): Probe => new Probe(settings, makeKey, recording.fetch);
	const calls = await playOnce({ ...ports, fetch: recording.fetch }, settings, makeProbe());
	const questions: AnsweredQuestion[] = [];
	for (const question of QUESTIONS) questions.push(await answer(question, makeProbe()));
	await removeEntries(makeProbe(), keys);
	return { calls, questions, exchanges: recording.exchanges };
}

async function playOnce(ports: OpenCloudPorts, settings: LiveSettings, probe: Probe): Promise<readonly PlayedCall[]> {
	try {
		return await playCalls(CLIENT_CALLS, await openLiveScene(ports, settings, probe));
	} catch (problem) {
		if (!(problem instanceof NotAnswered)) throw problem;
		const got = { because: problem.message };
		return [{ name: "calls of the client: not played", got, expected: {}, isAsExpected: false }];
	}
}

async function answer({ number, question, ask }: Question, probe: Probe): Promise<AnsweredQuestion> {
	const { evidence } = probe;
	try {
		return { number, question, answer: await ask(probe), isAnswered: true, evidence };
	} catch (problem) {
		if (!(problem instanceof NotAnswered)) throw problem;
		return { number, question, answer: `not answered: ${problem.message}`, isAnswered: false, evidence };
	}
}

/** As far as the key may; what is left does no harm in a store of its own. */
async function removeEntries(probe: Probe, keys: ReadonlySet<string>): Promise<void> {
	for (const key of keys) {
		try {
			await probe.ask("removal", { method: "DELETE", url: entryV1(probe.settings, key) });
		} catch (problem) {
			if (!(problem instanceof NotAnswered)) throw problem;
		}
	}
}
