import { machinePorts } from "../../companion/machine-ports";
import { readArguments, type Arguments } from "./arguments";
import { LOCAL_CLIENT_CALLS } from "./client-calls";
import type { Contract } from "./contract";
import { ROBLOX } from "./described-service";
import { readLiveSettings } from "./live/live-settings";
import { runLive } from "./live/run-live";
import { loadContract } from "./load-contract";
import { openLocalStage } from "./local-stage";
import { playCalls } from "./play-calls";
import { makeReport, renderRun, type ContractRun } from "./report";

const EXIT = { good: 0, bad: 1, notUnderstood: 2 } as const;

process.exit(await main());

async function main(): Promise<number> {
	const given = readArguments(process.argv.slice(2));
	if (!given.ok) return refuse(given.error);
	const folder = given.value.openapi ?? process.env[ROBLOX.folderVariable] ?? "";
	if (folder === "") {
		return refuse(
			`The folder with Roblox's official OpenAPI files is missing: set ${ROBLOX.folderVariable} or give --openapi DIR.`,
		);
	}
	let contract: Contract;
	try {
		contract = loadContract(folder, ROBLOX);
	} catch (problem) {
		return refuse(`${folder} could not be read: ${problem instanceof Error ? problem.message : String(problem)}`);
	}
	return given.value.isLive ? await playLive(contract, given.value) : await playLocal(contract, given.value);
}

async function playLocal(contract: Contract, { isJson }: Arguments): Promise<number> {
	const stage = await openLocalStage(contract);
	const calls = await stage.run(playCalls(LOCAL_CLIENT_CALLS, stage.scene));
	return tell({ calls, questions: [], exchanges: stage.recording.exchanges }, isJson, "");
}

async function playLive(contract: Contract, { isJson, isYes }: Arguments): Promise<number> {
	const settings = readLiveSettings(process.env);
	if (!settings.ok) return refuse(settings.error.join("\n"));
	const { apiKey, apiUrl, store, universeId } = settings.value;
	process.stderr.write(
		`This writes to the data store "${store}" of universe ${universeId} at ${apiUrl}, removes what it wrote,\n` +
			`and publishes to the topic "PurserContract". Use a TEST universe that nobody plays in.\n`,
	);
	if (!isYes) return refuse("Nothing was sent. Give --yes when this is what you want.");
	return tell(await runLive(contract, settings.value, machinePorts), isJson, apiKey);
}

function refuse(why: string): number {
	process.stderr.write(`${why}\n`);
	return EXIT.notUnderstood;
}

/** Whatever an answer may have held, the key is not printed. */
function tell(run: ContractRun, isJson: boolean, apiKey: string): number {
	const report = makeReport(run);
	const text = isJson ? JSON.stringify(report) : renderRun(run).join("\n");
	process.stdout.write(`${apiKey === "" ? text : text.replaceAll(apiKey, "(the key)")}\n`);
	return report.ok ? EXIT.good : EXIT.bad;
}
