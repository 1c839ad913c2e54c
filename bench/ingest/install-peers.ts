import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PEERS } from "./contenders/create-contenders";

const STAMP = join(PEERS, "node_modules", ".purser-lock");

/** Brings the peers' folder to what its lock file and its schema say. Compiling better-sqlite3 may take two minutes. */
export async function installPeers(say: (line: string) => void): Promise<void> {
	const wanted = Bun.hash(
		["package-lock.json", "schema.prisma"].map((name) => readFileSync(join(PEERS, name), "utf8")).join("\n"),
	).toString();
	if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted) return;
	const [node, npm] = [Bun.which("node"), Bun.which("npm")];
	if (node === null || npm === null) throw new Error("Node and npm were not found; both peers run on Node.");
	say("Installing the peers from their lock file ...");
	await run([npm, "ci"]);
	say("Generating Prisma's client ...");
	// Prisma wants a schema engine at hand even to generate a client that has none, and would download one. It starts
	// none here, so any program will do.
	await run([node, join("node_modules", "prisma", "build", "index.js"), "generate", "--schema", "schema.prisma"], {
		PRISMA_SCHEMA_ENGINE_BINARY: node,
		PRISMA_HIDE_UPDATE_MESSAGE: "1",
		CHECKPOINT_DISABLE: "1",
	});
	writeFileSync(STAMP, wanted);
}

async function run(command: readonly string[], env: Record<string, string> = {}): Promise<void> {
	const child = Bun.spawn([...command], {
		cwd: PEERS,
		env: { ...process.env, ...env },
		stdio: ["ignore", "pipe", "pipe"],
	});
	const texts = [new Response(child.stdout).text(), new Response(child.stderr).text()];
	const [output, exitCode] = await Promise.all([Promise.all(texts), child.exited]);
	if (exitCode !== 0) throw new Error(`${command.join(" ")} failed:\n${output.join("").trim()}`);
}
