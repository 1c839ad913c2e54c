import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import type { EnvFile } from "./env-file";

/** A file on this machine. Windows knows no mode; there it is as private as its folder. */
export function machineEnvFile(path: string): EnvFile {
	return {
		read: () => (existsSync(path) ? readFileSync(path, "utf8") : undefined),
		replace(text) {
			const draft = `${path}.new`;
			rmSync(draft, { force: true });
			try {
				writeFileSync(draft, text, { mode: 0o600, flag: "wx" });
				renameSync(draft, path);
			} finally {
				rmSync(draft, { force: true });
			}
		},
	};
}
