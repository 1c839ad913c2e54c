import type { Log, LogFields } from "../ports";

function line(event: string, fields: LogFields): string {
	const parts: Array<string> = [];
	for (const [name, value] of pairs(fields)) parts.push(`${name}=${tostring(value)}`);
	// Tables have no order, and a line should look the same every time.
	parts.sort();
	return ["[Purser]", event, ...parts].join(" ");
}

export const engineLog: Log = {
	info(event, fields = {}) {
		print(line(event, fields));
	},
	warn(event, fields = {}) {
		warn(line(event, fields));
	},
	alarm(event, fields = {}) {
		warn(line(`ALARM ${event}`, fields));
	},
	tell(text) {
		print(`[Purser] ${text}`);
	},
	tellMissing(text) {
		warn(`[Purser] ${text}`);
	},
};
