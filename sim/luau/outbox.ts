import type { OutboxRecord } from "./records";

const KINDS: ReadonlySet<unknown> = new Set<OutboxRecord["t"]>([
	"request",
	"unsubscribe",
	"log",
	"kick",
	"remote",
	"replicate",
	"screen",
	"closed",
]);

/** The kernel is ours and writes only these records; the check finds a kernel and a host that do not fit together. */
export function isOutbox(value: unknown): value is readonly OutboxRecord[] {
	return (
		Array.isArray(value) &&
		value.every(
			(record: unknown) => typeof record === "object" && record !== null && "t" in record && KINDS.has(record.t),
		)
	);
}
