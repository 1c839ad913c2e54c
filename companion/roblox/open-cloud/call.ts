import type { Ports } from "../../ports";
import type { Budget } from "./budget";

export type OpenCloudPorts = Pick<Ports, "clock" | "timers" | "random" | "fetch"> & Partial<Pick<Ports, "log">>;

export interface Call {
	readonly operation: string;
	readonly budget: Budget;
	readonly method: "GET" | "POST" | "PATCH";
	readonly url: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
	/** False for the calls that take no key; then none is sent. */
	readonly needsKey: boolean;
	/**
	 * What sending it twice does: nothing, it reads (`read`); nothing more than once (`repeatable`); perhaps harm, so
	 * that a try which may have taken effect is the last one (`once`).
	 */
	readonly effect: "read" | "repeatable" | "once";
}
