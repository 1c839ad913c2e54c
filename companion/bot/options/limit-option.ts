export const AUDIT_LINES_DEFAULT = 5;
export const AUDIT_LINES_MAX = 20;

/** Lines of an audit page. A value that no real client sends becomes the nearest one allowed: it only shortens a list. */
export function readLimit(value: unknown): number {
	if (typeof value !== "number" || Number.isNaN(value)) return AUDIT_LINES_DEFAULT;
	return Math.min(AUDIT_LINES_MAX, Math.max(1, Math.trunc(value)));
}
