import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Receipt } from "../../shared/wallet/receipt";
import { makeTempFolder } from "../testing/temp-folder";
import { startTestCompanion } from "../testing/test-companion";
import { startTestServer } from "../testing/test-server";
import { runVerify } from "./verify-program";

/** A file with one receipt in it, closed. */
async function makeFile(): Promise<string> {
	const path = join(makeTempFolder(), "purser.sqlite");
	const world = startTestCompanion({ path });
	const server = await startTestServer(world, "job-1");
	const receipt: Receipt = {
		...{ revision: 1, source: "game", kind: "applied", delta: 5, balance: 5, actor: "game", reason: "quest", at: 1 },
	};
	await server.ship([{ userId: 77, born: "life-77", epoch: 1, receipt }]);
	world.companion.stop();
	world.database.close();
	return path;
}

function verify(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
	const lines: string[] = [];
	const machine = { exists: existsSync, progress: () => undefined };
	const exit = runVerify(machine, environment, args, (line) => lines.push(line));
	return { exit, lines };
}

test("the file is named by the settings or by hand, and what holds is said", async () => {
	const path = await makeFile();
	const bySetting = verify([], { DATABASE_URL: `file:${path}` });
	expect(bySetting.exit).toBe(0);
	expect(bySetting.lines.at(0)).toBe("1 rows, 0 without personal text");
	expect(bySetting.lines.at(-1)).toBe("everything holds");
	expect(verify(["--database", path])).toEqual(bySetting);
});

test("--json prints one object", async () => {
	const { exit, lines } = verify(["--json", "--database", await makeFile()]);
	expect(exit).toBe(0);
	expect(lines).toHaveLength(1);
	expect(JSON.parse(lines[0] ?? "")).toMatchObject({ ok: true, chain: { rows: 1 }, wallets: { wallets: 1 } });
});

test("what does not hold is exit code 1, with the row in words", async () => {
	const path = await makeFile();
	const database = new Database(path);
	database.run("UPDATE audit_detail SET reason = 'other'");
	database.close();
	const { exit, lines } = verify(["--database", path]);
	expect(exit).toBe(1);
	expect(lines).toContain("WRONG: actor or reason of row 1 is not what was written");
});

test("what cannot be looked at is exit code 2: no such file, another database, unknown words", () => {
	const empty = join(makeTempFolder(), "empty.sqlite");
	const database = new Database(empty);
	database.run("CREATE TABLE other (x)");
	database.close();
	expect(verify(["--database", "/nowhere/purser.sqlite"]).exit).toBe(2);
	expect(verify(["--database", empty])).toEqual({
		exit: 2,
		lines: ["This database is older than the chain: start the companion once."],
	});
	const usage = "Usage: verify [--json] [--since-checkpoint] [--database PATH]";
	expect(verify(["--what"]).lines).toEqual([usage]);
	expect(verify([], { DATABASE_URL: "postgres://x" }).exit).toBe(2);
	const refused = "/nowhere/purser.sqlite cannot be read (SQLITE_CANTOPEN)";
	expect(verify(["--json", "--database", "/nowhere/purser.sqlite"])).toEqual({
		exit: 2,
		lines: [JSON.stringify({ ok: false, refused })],
	});
});

test("nothing is made beside the file", async () => {
	const path = await makeFile();
	const before = readdirSync(dirname(path));
	expect(verify(["--database", path]).exit).toBe(0);
	expect(readdirSync(dirname(path))).toEqual(before);
});
