import { fail, ok } from "../../../shared/result";
import { OPTION_TYPE } from "../framework/define-command";
import { ifGiven, type Option } from "../framework/option";
import { formatAge } from "../replies/text";
import { momentOption } from "./moment-option";

/** Discord: the name and the value of a choice have at most 100 characters. */
const CHOICE_LENGTH_MAX = 100;
const DISCORD_ID = /^(?:<@!?)?(\d{1,20})>?$/;

/** One of the staff, also one whom Discord does not know any more. */
export const STAFF_MEMBER: Option<string | undefined> = {
	data: {
		type: OPTION_TYPE.string,
		description: "All that this one of the staff gave and took",
		required: false,
		autocomplete: true,
		max_length: CHOICE_LENGTH_MAX,
	},
	suggest: (typed, { parts: { undo, ports } }) => {
		const words = typed.trim().toLowerCase();
		return undo
			.listActors()
			.map(({ id, name, newestAt }) => {
				const age = formatAge(ports.clock.now() - newestAt);
				return { name: `${name} · last ${age}`.slice(0, CHOICE_LENGTH_MAX), value: id };
			})
			.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(words));
	},
	read: ifGiven((value) => {
		const [, id] = DISCORD_ID.exec(typeof value === "string" ? value.trim() : "") ?? [];
		return id === undefined ? fail("unknown-staff") : ok(id);
	}),
};

export const FROM = momentOption("From when on: 2h, 14:30 or 2026-11-22 14:30, in UTC");
export const TO = momentOption("Until when, now if not given: 30m, 15:00 or 2026-11-22 15:00, in UTC");
