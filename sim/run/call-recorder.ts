import type { Scheduler } from "../clock/scheduler";
import type { OpenCloudCall } from "./history";

/** No answer came. */
const UNANSWERED = 0;

/** Writes down each call that goes out to Open Cloud, in order, with the status that came back. */
export class CallRecorder {
	readonly #calls: OpenCloudCall[] = [];
	readonly #scheduler: Scheduler;

	constructor(scheduler: Scheduler) {
		this.#scheduler = scheduler;
	}

	/** Those without an answer are left out: while the network is down none of them reaches Roblox. */
	answered(): readonly OpenCloudCall[] {
		return this.#calls.filter(({ status }) => status !== UNANSWERED);
	}

	async watch(request: Request, handle: (request: Request) => Promise<Response>): Promise<Response> {
		const { method, url } = request;
		const call = { time: this.#scheduler.now(), method, url, status: UNANSWERED };
		this.#calls.push(call);
		const response = await handle(request);
		call.status = response.status;
		return response;
	}
}
