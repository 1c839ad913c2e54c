import { runRestore } from "../../../companion/fence/restore-program";
import { after, MILLISECOND } from "../../clock/scheduler";
import { VIRTUAL_CONFIG } from "../../world/virtual-world";
import type { Stage } from "./stage";

const RESTORE_SECONDS_MAX = 60;

/** What a person does after losing the database: the older copy, the restore with its confirmation, the start. */
export async function restoreFrom(stage: Stage, bytes: Uint8Array): Promise<void> {
	let isOver = false;
	const restored = stage.companion.startFrom(bytes, async (database) => {
		const { clock } = stage;
		const said: string[] = [];
		const ports = {
			clock: { now: () => clock.unixMillis(), precise: () => clock.unixMillis() },
			timers: { after: (milliseconds: number, run: () => void) => after(clock, milliseconds * MILLISECOND, run) },
			afterTurn: (run: () => void) => void clock.at(clock.now(), run),
			random: { hex: (bytes: number) => "5".repeat(bytes * 2), fraction: () => 0.5 },
			fetch: (request: Request) => stage.roblox.openCloud.handle(request),
			log: () => undefined,
			database,
		};
		await runRestore(ports, VIRTUAL_CONFIG, [], (line) => said.push(line));
		const lineage = /--confirm (\S+)$/.exec(said.at(-1) ?? "")?.[1];
		if (lineage === undefined) throw new Error(`the restore asked for no confirmation: ${said.join(" ")}`);
		await runRestore(ports, VIRTUAL_CONFIG, ["--confirm", lineage], () => undefined);
	});
	const done = restored.finally(() => {
		isOver = true;
	});
	await stage.passUntil(() => isOver, RESTORE_SECONDS_MAX);
	await done;
}
