import { isJsonObject, parseJson } from "../json";
import type { History } from "../run/history";
import { numberAt, textAt } from "./wallet-value";

const COMMAND_TYPE = "economy.command";

/** A command as it went over a wire, by message or in the answer to a heartbeat. */
export interface SeenEnvelope {
	readonly time: number;
	readonly jobId: string;
	readonly id: string;
	readonly userId: number;
	readonly born: string;
	readonly epoch: number;
	readonly seq: number;
	/** The wallet gives an opening command the next number it has; the one on the envelope is no claim (rule F2). */
	readonly isOpening: boolean;
	/** Unix seconds. */
	readonly issuedAt: number;
}

const readings = new WeakMap<History, readonly SeenEnvelope[]>();

/** Every copy that reached a server, in order. */
export function readEnvelopes(history: History): readonly SeenEnvelope[] {
	const known = readings.get(history);
	if (known !== undefined) return known;
	const envelopes = history.events.flatMap(({ event, time }) => {
		if (event.kind === "message.delivered") return collect(event.data, event.jobId, time);
		return event.kind === "http.answered" ? collect(event.body, event.jobId, time) : [];
	});
	readings.set(history, envelopes);
	return envelopes;
}

function collect(text: string, jobId: string, time: number): readonly SeenEnvelope[] {
	return text.includes(COMMAND_TYPE) ? collectFrom(parseJson(text), jobId, time) : [];
}

/** Messages carry JSON texts inside JSON, answers carry lists. */
function collectFrom(value: unknown, jobId: string, time: number): readonly SeenEnvelope[] {
	if (typeof value === "string") return value.startsWith("{") ? collect(value, jobId, time) : [];
	if (Array.isArray(value)) return value.flatMap((item) => collectFrom(item, jobId, time));
	if (!isJsonObject(value)) return [];
	if (value["type"] !== COMMAND_TYPE) return Object.values(value).flatMap((item) => collectFrom(item, jobId, time));
	const envelope: SeenEnvelope = {
		time,
		jobId,
		id: textAt(value, "id") ?? "",
		userId: numberAt(value, "userId"),
		born: textAt(value, "born") ?? "",
		epoch: numberAt(value, "epoch"),
		seq: numberAt(value, "seq"),
		isOpening: value["open"] === true,
		issuedAt: numberAt(value, "issuedAt"),
	};
	return [envelope];
}
