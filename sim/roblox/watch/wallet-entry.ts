import { COMMAND_TYPE } from "../../../shared/protocol/versions";
import { isJsonObject, parseJson, valueAt } from "../../json";

/** User id in a wallet key; `undefined` for every other key. */
export function userIdOfKey(key: string): number | undefined {
	const digits = /^Player_(\d{1,16})$/.exec(key)?.[1];
	return digits === undefined ? undefined : Number(digits);
}

/** Job ids in the session fields of a stored ProfileService entry; each is `{PlaceId, JobId}` there. */
export interface SessionFields {
	readonly activeJob: string | undefined;
	readonly forceLoadJob: string | undefined;
	/** Grows with each load that took the session; 0 where there is no entry. */
	readonly loads: number;
}

export function readSessionFields(value: string | null): SessionFields {
	const metadata = value === null ? undefined : valueAt(parseJson(value), "MetaData");
	return {
		activeJob: textOrNothing(valueAt(metadata, "ActiveSession", 1)),
		forceLoadJob: textOrNothing(valueAt(metadata, "ForceLoadSession", 1)),
		loads: numberOrZero(valueAt(metadata, "SessionLoadCount")),
	};
}

/** User ids of the command envelopes in a text that are addressed to this server; texts inside texts are read too. */
export function designatedUsers(text: string, jobId: string): readonly number[] {
	return collect(parseJson(text), jobId);
}

function collect(value: unknown, jobId: string): readonly number[] {
	if (typeof value === "string") return value.startsWith("{") ? collect(parseJson(value), jobId) : [];
	if (Array.isArray(value)) return value.flatMap((item) => collect(item, jobId));
	if (!isJsonObject(value)) return [];
	const own = value["to"] === jobId && value["type"] === COMMAND_TYPE ? value["userId"] : undefined;
	const inner = Object.values(value).flatMap((item) => collect(item, jobId));
	return typeof own === "number" ? [own, ...inner] : inner;
}

function textOrNothing(value: unknown): string | undefined {
	return typeof value === "string" && value !== "" ? value : undefined;
}

function numberOrZero(value: unknown): number {
	return typeof value === "number" ? value : 0;
}
