import type { StoreRequest } from "../luau/records";
import type { DataStores } from "./data-stores";
import type { BudgetKind } from "./experience-budgets";
import type { KeyLoad } from "./key-throughput";
import { addressText, checkAddress, checkContent } from "./store-limits";
import { droppedAtOnce, PAGE_SIZE_OUT_OF_RANGE, queueFull, type StoreProblem } from "./store-problems";

/** What one request costs and what becomes of it over the limit. */
export interface CallTerms {
	readonly costs: readonly BudgetKind[];
	/** Null: calls of this kind are dropped at once. */
	readonly queue: "get" | "set" | null;
	readonly dropped: StoreProblem;
}

/** Creator-docs, `enums/DataStoreRequestType`; the three without "Standard" are legacy. */
const BUDGETS: Readonly<Record<string, readonly BudgetKind[]>> = {
	StandardRead: ["read"],
	StandardWrite: ["write"],
	StandardList: ["list"],
	StandardRemove: ["remove"],
	GetAsync: ["read"],
	SetIncrementAsync: ["write"],
	UpdateAsync: ["read", "write"],
};

/** Which budgets a DataStoreRequestType stands for; none for those of ordered stores. */
export function budgetKindsOf(requestType: string): readonly BudgetKind[] {
	return BUDGETS[requestType] ?? [];
}

const UPDATE_DROPPED = queueFull(304, "UpdateAsyncThrottle", "UpdateAsync");

/**
 * `isRepeat`: the read of an UpdateAsync that runs again after a conflict, which the script's one call has paid for.
 * Costs: creator-docs, `cloud-services/data-stores/error-codes-and-limits.md`.
 */
export function termsOf(request: StoreRequest, isRepeat: boolean): CallTerms {
	switch (request.kind) {
		case "store.get":
			if (request.api === "UpdateAsync")
				return { costs: isRepeat ? [] : ["read", "write"], queue: "set", dropped: UPDATE_DROPPED };
			return { costs: ["read"], queue: "get", dropped: queueFull(301, "GetAsyncThrottle", "GetAsync") };
		case "store.cas":
			return { costs: [], queue: "set", dropped: UPDATE_DROPPED };
		case "store.set":
			return { costs: ["write"], queue: "set", dropped: queueFull(302, "SetAsyncThrottle", "SetAsync") };
		case "store.remove":
			return { costs: ["remove"], queue: "set", dropped: queueFull(306, "RemoveAsyncThrottle", "RemoveAsync") };
		case "store.version":
			return { costs: ["read"], queue: null, dropped: droppedAtOnce("GetVersionAsyncThrottle", "GetVersionAsync") };
		case "store.versions":
			return { costs: ["list"], queue: null, dropped: droppedAtOnce("ListVersionsAsyncThrottle", "ListVersionsAsync") };
	}
}

export function loadOf(request: StoreRequest, stores: DataStores): KeyLoad {
	const key = addressText(request);
	if (request.kind === "store.cas" || request.kind === "store.set") {
		return { key, readBytes: 0, writeBytes: Buffer.byteLength(request.value) };
	}
	if (request.kind === "store.remove") return { key, readBytes: 0, writeBytes: 1 };
	return { key, readBytes: Math.max(1, Buffer.byteLength(stores.read(request)?.value ?? "")), writeBytes: 0 };
}

/** What is wrong with the call itself; such a call never leaves the server. */
export function checkCall(request: StoreRequest): StoreProblem | undefined {
	const problem = checkAddress(request);
	if (problem !== undefined) return problem;
	if (request.kind === "store.cas" || request.kind === "store.set") return checkContent(request);
	if (request.kind === "store.versions" && request.pageSize < 1) return PAGE_SIZE_OUT_OF_RANGE;
	return undefined;
}
