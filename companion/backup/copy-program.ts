import { copyHere } from "./copy-database";

/** A process of its own that copies a database: `copy-program.ts <source> <target>`. What fails is one line. */
const [source = "", target = ""] = Bun.argv.slice(2);
try {
	await copyHere(source, target);
} catch (problem) {
	console.error(problem instanceof Error ? problem.message : String(problem));
	process.exit(1);
}
