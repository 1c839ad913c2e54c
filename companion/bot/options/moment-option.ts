import { OPTION_TYPE } from "../framework/define-command";
import { ifGiven, type Option } from "../framework/option";
import { readMoment, type Moment } from "./moment";

const OFFERED = ["15m", "30m", "1h", "2h", "6h", "12h", "1d", "3d", "7d"];

/** A moment that may be left out. */
export function momentOption(description: string): Option<Moment | undefined> {
	return {
		data: { type: OPTION_TYPE.string, description, required: false, autocomplete: true, max_length: 40 },
		suggest: (typed) =>
			OFFERED.filter((value) => value.startsWith(typed.trim())).map((value) => ({ name: `${value} ago`, value })),
		read: ifGiven(readMoment),
	};
}
