import { openDatabase } from "../database/open-database";
import { createTransactions } from "../database/transactions";
import { machinePorts } from "../machine-ports";

/** A process of its own that writes to a database others write to as well: `write-entries.ts <file> <name> <count>`. */
const [path = "", name = "", count = "0"] = Bun.argv.slice(2);
const database = openDatabase(path);
const transactions = createTransactions({
	...{ ...machinePorts, database, log: () => undefined },
	afterTurn: (run) => void setImmediate(run),
});
for (let number = 0; number < Number(count); number += 1) {
	await transactions.run(() => database.run("INSERT INTO entry VALUES (?)", [`${name} ${number}`]));
}
database.close();
