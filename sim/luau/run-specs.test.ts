import { expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { vmEnvironment } from "./ensure-jit";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const TIMEOUT_MILLIS = 60_000;

/** A project with one spec file, mounting the real packages. */
function writeProject(folder: string, spec: string): string {
	mkdirSync(join(folder, "specs"));
	writeFileSync(join(folder, "specs", "subject.spec.luau"), spec);
	const packages = { $className: "Folder", "@rbxts": { $path: join(ROOT, "node_modules", "@rbxts") } };
	const tree = {
		$className: "DataModel",
		ServerScriptService: { $className: "ServerScriptService", Specs: { $path: "specs" } },
		ReplicatedStorage: {
			$className: "ReplicatedStorage",
			rbxts_include: { $className: "Folder", node_modules: packages },
		},
	};
	const file = join(folder, "specs.project.json");
	writeFileSync(file, JSON.stringify({ name: "specs", globIgnorePaths: ["**/package.json"], tree }));
	return file;
}

async function runSpec(spec: string): Promise<{ exitCode: number | null; lastLine: string | undefined }> {
	const folder = mkdtempSync(join(tmpdir(), "purser-specs-"));
	try {
		const program = fileURLToPath(new URL("./run-specs.ts", import.meta.url));
		const child = Bun.spawn([process.execPath, program, writeProject(folder, spec)], {
			env: vmEnvironment(process.env),
			stdout: "pipe",
			stderr: "inherit",
			timeout: TIMEOUT_MILLIS,
		});
		const output = await new Response(child.stdout).text();
		await child.exited;
		return { exitCode: child.exitCode, lastLine: output.trimEnd().split("\n").at(-1) };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

test.each([
	[
		"passing specs that yield exit 0",
		`it("a", function() task.wait(60) end) it("b", function() expect(1).to.equal(1) end)`,
		0,
		"2 passed, 0 failed",
	],
	["a failing spec exits 1", `it("a", function() expect(1).to.equal(2) end)`, 1, "0 passed, 1 failed"],
	["an error while planning exits 1", `it("a", function() end) error("planning")`, 1, "1 passed, 1 failed"],
	["a spec that hangs exits 1", `it("a", function() coroutine.yield() end)`, 1, "0 passed, 1 failed"],
	["no spec at all exits 1", "", 1, "0 passed, 0 failed"],
])(
	"%s",
	async (_name, body, exitCode, lastLine) => {
		expect(await runSpec(`return function() ${body} end`)).toEqual({ exitCode, lastLine });
	},
	TIMEOUT_MILLIS,
);
