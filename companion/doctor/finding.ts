/** What one check found. Texts name settings, ids, statuses and codes; never a secret, never what an answer said. */
export type Finding =
	/** `note` is empty, or says what is good to know although nothing is wrong. */
	| { readonly kind: "ok"; readonly note: string }
	/** `advice` says what is wrong and what to do about it. */
	| { readonly kind: "failed"; readonly advice: string }
	/** It could not be judged, or there was nothing to judge. */
	| { readonly kind: "skipped"; readonly why: string };

export function good(note = ""): Finding {
	return { kind: "ok", note };
}

export function bad(advice: string): Finding {
	return { kind: "failed", advice };
}

export function skipped(why: string): Finding {
	return { kind: "skipped", why };
}
