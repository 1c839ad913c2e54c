import { digestOf } from "../trace";
import type { RobloxEvent } from "./events";
import { addressText } from "./store-limits";

/** Actor and words of an event's trace line. Long texts go in by digest. */
export function describeEvent(event: RobloxEvent): [actor: string, what: string] {
	switch (event.kind) {
		case "server.started":
			return [event.jobId, "started"];
		case "server.ended":
			return [event.jobId, `ended ${event.status}`];
		case "server.hung":
			return [event.jobId, "hung"];
		case "server.resumed":
			return [event.jobId, "resumed"];
		case "player.joined":
			return [event.jobId, `join ${event.userId}`];
		case "player.left":
			return [event.jobId, `leave ${event.userId} ${event.reason}`];
		case "player.kicked":
			return [event.jobId, `kick ${event.userId} ${digestOf(event.message)}`];
		case "store.called":
			return [event.jobId, `calls ${event.request.kind} ${addressText(event.request)}`];
		case "store.written": {
			const { write } = event;
			const content = write.value === null ? "removed" : digestOf(write.value);
			return [write.writer, `wrote ${addressText(write)} ${write.versionAfter} ${content}`];
		}
		case "message.delivered":
			return [event.jobId, `message ${event.topic} ${digestOf(event.data)}`];
		case "http.sent":
			return [event.jobId, `http to ${event.url} ${digestOf(event.body)}`];
		case "remote.fired":
			return [event.jobId, `remote ${event.path} ${event.userId} ${digestOf(JSON.stringify(event.args))}`];
		case "purchase.decided":
			return [event.jobId, `purchase ${event.purchaseId} ${event.isGranted ? "granted" : "not yet"}`];
		case "http.answered":
			return [event.jobId, `http ${event.url} ${digestOf(event.body)}`];
	}
}
