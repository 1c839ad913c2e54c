import { expect, test } from "bun:test";
import { join } from "node:path";
import { makeTempFolder } from "../../../companion/testing/temp-folder";
import type { Contender } from "../contenders/contender";
import { createContenders } from "../contenders/create-contenders";
import { makeSecrets } from "../contenders/make-secrets";
import { findPinning } from "../pin";
import { checkContender } from "./check-contender";

const secrets = makeSecrets();
const { companion, limit } = createContenders(findPinning(), secrets);
const path = (): string => join(makeTempFolder(), "purser.sqlite");

test("the companion's own process keeps the contract", async () => {
	const { settings } = await checkContender(companion, path(), secrets);
	expect(settings).toEqual({ journalMode: "wal", synchronous: 2 });
}, 60_000);

test("who stores nothing is found out", async () => {
	const database = path();
	// Its tables are there, so that what is missing is only what it did not write.
	await (await companion.start(database)).stop();
	const pretender: Contender = { ...limit, name: "expressPrisma" };
	const problem = await checkContender(pretender, database, secrets).catch((error: unknown) => String(error));
	expect(problem).toContain("expressPrisma does not keep the contract");
	expect(problem).toContain("a receipt is stored: wanted");
	expect(problem).toContain("after a kill 0 of 5 answered receipts are there");
	expect(problem).not.toContain("a wrong signature is refused");
}, 60_000);
