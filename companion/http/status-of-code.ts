import type { Code } from "../../shared/codes";

/** The HTTP status of every code, in this one place. Codes that never leave by HTTP count as our own fault. */
export function statusOfCode(code: Code): number {
	switch (code) {
		case "malformed":
		case "unknown-version":
		case "unknown-type":
		case "idempotency-key-missing":
		case "bad-query":
		case "bad-amount":
		case "amount-too-small":
		case "amount-too-large":
		case "amount-not-whole":
		case "reason-too-long":
		case "txn-malformed":
			return 400;
		case "unauthorized":
		case "unsigned":
		case "unknown-key":
		case "bad-signature":
		case "stale":
		case "unknown-server":
			return 401;
		case "studio-refused":
		case "not-allowed":
		case "not-configured":
		case "wrong-guild":
			return 403;
		case "not-found":
		case "unknown-user":
		case "user-not-linked":
			return 404;
		case "store-mismatch":
		case "protocol-mismatch":
		case "beat-replayed":
		case "idempotency-conflict":
		case "receipt-conflict":
		case "id-reused":
		case "key-conflict":
			return 409;
		case "too-large":
			return 413;
		case "too-many-requests":
			return 429;
		case "lookup-failed":
		case "balance-unavailable":
		case "store-unavailable":
		case "read-only":
		case "fence-unchecked":
		case "wallet-unreadable":
		case "try-later":
		case "database-unavailable":
		case "overloaded":
			return 503;
		case "insufficient-funds":
		case "balance-overflow":
		case "cancelled":
		case "expired":
		case "no-wallet":
		case "other-wallet":
		case "stale-epoch":
		case "sequence-conflict":
		case "already-settled":
		case "gap":
		case "wallet-erased":
		case "opening":
		case "backlog":
		case "held":
		case "not-held":
		case "internal":
			return 500;
	}
}
