import { join } from "node:path";
import { bunPlatform } from "../../shared/bun/platform";
import { fieldOf, listOf, textIn } from "../answer-fields";
import type { DoctorReport } from "./report";

const MAIN = join(import.meta.dir, "..", "main.ts");
/** The whole database is read; a Discord token lives 15 minutes. */
const SECONDS_MAX = 300;

/**
 * Examines the set-up in a process of its own: a large database takes the doctor long to read, and commands are answered
 * meanwhile. `undefined`: it came to no end.
 */
export async function askDoctor(environment: NodeJS.ProcessEnv): Promise<DoctorReport | undefined> {
	const child = Bun.spawn([process.execPath, MAIN, "doctor", "--json"], {
		env: environment,
		stdio: ["ignore", "pipe", "ignore"],
		timeout: SECONDS_MAX * 1_000,
	});
	const end = (): void => child.kill();
	process.once("exit", end);
	try {
		return readReport(bunPlatform.decodeJson(await new Response(child.stdout).text()));
	} finally {
		process.off("exit", end);
	}
}

/** What the doctor printed; `undefined` when it is anything else. */
export function readReport(printed: unknown): DoctorReport | undefined {
	const checks = listOf(fieldOf(printed, "checks")).flatMap((check) => {
		const [name, ok, advice] = [textIn(check, "name"), fieldOf(check, "ok"), textIn(check, "advice")];
		return name === undefined || typeof ok !== "boolean" || advice === undefined ? [] : [{ name, ok, advice }];
	});
	const ok = fieldOf(printed, "ok");
	return typeof ok === "boolean" && checks.length > 0 ? { ok, checks } : undefined;
}
