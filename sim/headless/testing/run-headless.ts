import { join } from "node:path";
import { vmEnvironment } from "../../luau/ensure-jit";
import { ProjectFolder } from "../../rojo/testing/project-folder";

const PROGRAM = join(import.meta.dir, "..", "main.ts");
export const ROOT = join(import.meta.dir, "..", "..", "..");
export const EXAMPLES = join(ROOT, "examples");
export const TIMEOUT_MILLIS = 120_000;

export interface Ended {
	readonly exitCode: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

/** VMs never run inside `bun test`: they need an environment that must stand before the process starts. */
export async function runHeadless(...given: readonly string[]): Promise<Ended> {
	const child = Bun.spawn([process.execPath, PROGRAM, ...given], {
		env: vmEnvironment(process.env),
		stdout: "pipe",
		stderr: "pipe",
		timeout: TIMEOUT_MILLIS,
	});
	const [stdout, stderr] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
	await child.exited;
	return { exitCode: child.exitCode, stdout, stderr };
}

const folders: ProjectFolder[] = [];

/** A folder that is there until `removeFolders`. */
export function makeFolder(files: Readonly<Record<string, unknown>>): ProjectFolder {
	const folder = new ProjectFolder(files);
	folders.push(folder);
	return folder;
}

export function removeFolders(): void {
	for (const folder of folders.splice(0)) folder.remove();
}

/** Runs a project of these scripts in ServerScriptService. */
export function runScripts(scripts: Readonly<Record<string, string>>, ...given: readonly string[]): Promise<Ended> {
	const files: Record<string, unknown> = {
		"default.project.json": { tree: { $className: "DataModel", ServerScriptService: { $path: "src" } } },
	};
	for (const [name, source] of Object.entries(scripts)) files[`src/${name}`] = source;
	return runHeadless(makeFolder(files).path, ...given);
}

export function lines(text: string): readonly string[] {
	return text.trimEnd().split("\n");
}
