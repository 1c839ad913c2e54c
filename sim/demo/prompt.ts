import { ECONOMY_ROLE, OWNER, TREASURER, USERS } from "./cast";
import { createPromptClient, type PromptClient } from "./prompt-client";
import { readPromptLine, type PromptLine } from "./prompt-line";
import type { TourPorts } from "./tour";

const PROMPT = "purser> ";
const HELP = `  /give user: Ava amount: 50 reason: well done     a slash command, typed by ${TREASURER}
  as Noah /balance user: Ava                        the same by somebody else
  press Confirm    as Noah press Confirm            a button of the newest message
  /batch file: prizes.csv rate: 60                  many commands, from a file on your disk; it takes an administrator:
    as ${OWNER} /setroles role: ${ECONOMY_ROLE} level: administrator    and then press Confirm
  move Ava 2    join Hana 1    leave Ava            players
  chest Ava                                         the player opens a treasure chest
  server 3 stop    server 3 crash    server 3 start
  companion stop    companion kill    companion start
  look    help    quit (or Ctrl-C)`;

/** Takes lines from a person until he quits or the input ends. A command that fails is told and nothing more. */
export async function runPrompt(ports: TourPorts, write: (text: string) => void): Promise<void> {
	write(`\nYour turn. Type slash commands, move players, stop things and watch.\n${HELP}\n`);
	// What is answered later begins where the prompt stands, and is longer than it.
	const tell: TourPorts["story"]["line"] = (who, what) => {
		write("\r");
		ports.story.line(who, what);
	};
	const client = createPromptClient({ ...ports, story: { ...ports.story, line: tell } }, (problem) => {
		write(problem === undefined ? PROMPT : `  ${describeError(problem)}\n${PROMPT}`);
	});
	write(PROMPT);
	// Bun reads standard input line by line through `console`.
	for await (const text of console) {
		const line = readPromptLine(text);
		if (line.kind === "quit") break;
		await carryOut(ports, client, line, write).catch((error: unknown) => {
			write(`  ${describeError(error)}\n`);
		});
		write(PROMPT);
	}
}

async function carryOut(
	ports: TourPorts,
	client: PromptClient,
	line: PromptLine,
	write: (text: string) => void,
): Promise<void> {
	const { stage } = ports;
	switch (line.kind) {
		case "nothing":
		case "quit":
			return;
		case "help":
			return write(`${HELP}\n`);
		case "unclear":
			return write(`  ${line.why}\n`);
		case "look":
			return await look(ports, write);
		case "slash":
		case "press":
			return client.carryOut(line);
		case "join":
			return await stage.host.call("join", line.user.id, serverAt(ports, line.server));
		case "move":
			return await stage.host.call("hop", line.user.id, serverAt(ports, line.server));
		case "leave":
			return await stage.host.call("leave", line.user.id);
		case "chest":
			return await stage.host.call("openChest", line.user.id);
		case "server":
			return await changeServer(ports, line.server, line.action);
		case "companion":
			return await stage.companion[line.action]();
	}
}

function describeError(error: unknown): string {
	return error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
}

function serverAt({ stage }: TourPorts, number: number): string {
	const jobId = stage.servers[number - 1];
	if (jobId === undefined) throw new Error(`there is no server ${number}; look lists them`);
	return jobId;
}

/** A server that ended never comes back: its number gets a new one. */
async function changeServer(ports: TourPorts, number: number, action: "stop" | "crash" | "start"): Promise<void> {
	const { host, servers } = ports.stage;
	const jobId = serverAt(ports, number);
	if (action === "stop") return await host.call("stopServer", jobId);
	if (action === "crash") return await host.call("crashServer", jobId);
	const state = (await host.call("servers")).find((server) => server.jobId === jobId);
	if (state?.status === "active") throw new Error(`server ${number} is running`);
	servers[number - 1] = await host.call("addServer");
}

async function look(ports: TourPorts, write: (text: string) => void): Promise<void> {
	const { stage, witnesses } = ports;
	const states = await stage.host.call("servers");
	write(`  companion: ${stage.companion.isRunning() ? "running" : "stopped"}\n`);
	for (const [index, jobId] of stage.servers.entries()) {
		const state = states.find((server) => server.jobId === jobId);
		const players = USERS.filter((user) => state?.players.includes(user.id) === true).map((user) => user.name);
		write(`  server ${index + 1}: ${state?.status ?? "unknown"}  ${players.join(", ")}\n`);
	}
	for (const user of USERS) {
		const stored = (await witnesses.storedWallet(user))?.balance;
		const shown = await witnesses.screenBalance(user);
		write(`  ${user.name.padEnd(6)} stored ${stored ?? "-"}  on screen ${shown ?? "-"}\n`);
	}
}
