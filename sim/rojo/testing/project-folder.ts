import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { PlaceNode } from "../../luau/place-tree";

/** A project's files for as long as a test runs; text, or an object to be written as JSON. */
export class ProjectFolder {
	readonly path = mkdtempSync(join(tmpdir(), "purser-project-"));

	constructor(files: Readonly<Record<string, unknown>>) {
		for (const [name, content] of Object.entries(files)) {
			const file = this.file(name);
			mkdirSync(dirname(file), { recursive: true });
			writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
		}
	}

	file(name: string): string {
		return join(this.path, name);
	}

	remove(): void {
		rmSync(this.path, { recursive: true });
	}
}

/** One line per instance: indentation, name, class, code, properties. */
export function outline(nodes: readonly PlaceNode[], depth = 0): string[] {
	return nodes.flatMap(({ name, className, source, properties, attributes, children = [] }) => [
		[
			"  ".repeat(depth) + name,
			className,
			...(source === undefined ? [] : [`<${source}>`]),
			...(properties === undefined ? [] : [JSON.stringify(properties)]),
			...(attributes === undefined ? [] : [`@${JSON.stringify(attributes)}`]),
		].join(" "),
		...outline(children, depth + 1),
	]);
}
