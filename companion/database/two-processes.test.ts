import { expect, test } from "bun:test";
import { join } from "node:path";
import { makeTempFolder } from "../testing/temp-folder";
import { openDatabase } from "./open-database";

const WRITES_EACH = 40;

test("two processes write to one database file without finding it locked", async () => {
	const path = join(makeTempFolder(), "purser.sqlite");
	const database = openDatabase(path);
	database.run("CREATE TABLE entry (text TEXT UNIQUE) STRICT");
	const script = join(import.meta.dir, "..", "testing", "write-entries.ts");
	const writers = ["one", "two"].map((name) =>
		Bun.spawn([process.execPath, script, path, name, String(WRITES_EACH)], { stdout: "ignore", stderr: "pipe" }),
	);
	const problems = await Promise.all(writers.map((writer) => new Response(writer.stderr).text()));
	expect(problems).toEqual(["", ""]);
	expect(await Promise.all(writers.map((writer) => writer.exited))).toEqual([0, 0]);
	expect(database.query("SELECT count(*) AS count FROM entry").get()).toEqual({ count: 2 * WRITES_EACH });
	database.close();
});
