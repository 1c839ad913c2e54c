import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Kernel files in the order in which they build on each other. */
const ORDER = [
	"core",
	"json-encode",
	"json-decode",
	"border",
	"value-stream",
	"random",
	"scheduler",
	"signals",
	"enums",
	"values",
	"date-time",
	"instances",
	"instance-members",
	"classes",
	"gui-classes",
	"data-model",
	"run-service",
	"players",
	"remotes",
	"replication",
	"screen",
	"stored-values",
	"data-store-objects",
	"data-store-service",
	"messaging-service",
	"http-service",
	"encoding-service",
	"marketplace-service",
	"text-service",
	"tween-service",
	"gui-service",
	"require",
	"environment",
	"pump",
] as const;

export interface KernelFile {
	readonly name: string;
	readonly source: string;
}

let files: readonly KernelFile[] | undefined;

/** The kernel's sources, read once per process. */
export function kernelFiles(): readonly KernelFile[] {
	files ??= ORDER.map((name) => ({
		name: `kernel.${name}`,
		source: readFileSync(fileURLToPath(new URL(`./kernel/${name}.luau`, import.meta.url)), "utf8"),
	}));
	return files;
}
