/** A table of Markdown with its columns lined up, as the repository's formatter has it. The first row is the head. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
	const [head = []] = rows;
	const widths = head.map((_, column) => Math.max(3, ...rows.map((row) => (row[column] ?? "").length)));
	const line = (row: readonly string[]): string =>
		`| ${widths.map((width, column) => (row[column] ?? "").padEnd(width)).join(" | ")} |`;
	const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
	return [line(head), rule, ...rows.slice(1).map(line)].join("\n");
}
