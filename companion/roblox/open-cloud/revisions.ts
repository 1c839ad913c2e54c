import { bunPlatform } from "../../../shared/bun/platform";
import { ok, type Result } from "../../../shared/result";
import { fieldOf } from "../../answer-fields";
import { readJson, unreadable } from "./answer";
import type { Core } from "./core";
import type { CallOptions, OpenCloudProblem, Revision } from "./open-cloud";
import { readPages } from "./pages";
import type { Call } from "./call";
import { send } from "./send";

const PAGE_MAX = 100;

export async function listRevisions(
	core: Core,
	entryUrl: string,
	limit: number,
	options?: CallOptions,
): Promise<Result<readonly Revision[], OpenCloudProblem>> {
	const revisions: Revision[] = [];
	const common = { operation: "list-revisions", budget: core.budgets.storeLists, needsKey: true } as const;
	const read = await readPages(
		core.ports,
		options,
		async (token, rest) => {
			const size = String(Math.min(PAGE_MAX, limit));
			const query = new URLSearchParams({ maxPageSize: size, ...(token === "" ? {} : { pageToken: token }) });
			const call: Call = {
				...common,
				method: "GET",
				url: `${entryUrl}:listRevisions?${query.toString()}`,
				effect: "read",
			};
			const answered = await send(core, call, rest);
			if (!answered.ok) return answered;
			const body = readJson(call, answered.value);
			if (!body.ok) return body;
			const page = readPage(body.value);
			if (page === undefined) return unreadable(call, answered.value.status);
			revisions.push(...page.revisions);
			return ok(revisions.length >= limit ? "" : page.nextToken);
		},
		common.operation,
	);
	return read.ok ? ok(revisions.slice(0, limit)) : read;
}

function readPage(body: unknown): { readonly revisions: readonly Revision[]; readonly nextToken: string } | undefined {
	// Proto JSON leaves out what is empty.
	const items = bunPlatform.asList(fieldOf(body, "dataStoreEntries") ?? []);
	const nextToken = fieldOf(body, "nextPageToken") ?? "";
	const revisions = items?.map(readRevision);
	if (revisions?.every((revision) => revision !== undefined) !== true || typeof nextToken !== "string")
		return undefined;
	return { revisions: revisions.filter((revision) => revision !== undefined), nextToken };
}

function readRevision(item: unknown): Revision | undefined {
	const revision = fieldOf(item, "revisionId");
	const created = fieldOf(item, "revisionCreateTime");
	const createdAt = typeof created === "string" ? Date.parse(created) : Number.NaN;
	if (typeof revision !== "string" || Number.isNaN(createdAt)) return undefined;
	return { revision, createdAt, isDeleted: fieldOf(item, "state") === "DELETED" };
}
