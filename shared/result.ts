/** An expected outcome: a value, or a stable code with the facts that belong to it. Bugs are asserted instead. */
export type Result<Value, Failure> =
	{ readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: Failure };

export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
	return { ok: true, value };
}

export function fail<Failure>(problem: Failure): { readonly ok: false; readonly error: Failure } {
	return { ok: false, error: problem };
}
