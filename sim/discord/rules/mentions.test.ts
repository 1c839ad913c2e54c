import { expect, test } from "bun:test";
import type { AllowedMentions } from "../bodies/body-types";
import { findPings } from "./mentions";

const CONTENT = "@everyone <@1> <@!2> <@&3> <@1>";
const NOBODY = { users: [], roles: [], everyone: false };
const ALL = { users: ["1", "2"], roles: ["3"], everyone: true };

const cases: readonly (readonly [string, AllowedMentions | undefined, "channel" | "interaction", object])[] = [
	["a channel message that says nothing", undefined, "channel", ALL],
	["an answer that says nothing", undefined, "interaction", { ...ALL, roles: [], everyone: false }],
	["an empty list", { parse: [] }, "channel", NOBODY],
	["an empty object", {}, "channel", NOBODY],
	["everyone only", { parse: ["everyone"] }, "interaction", { ...NOBODY, everyone: true }],
	["one person by name", { parse: [], users: ["2", "9"] }, "channel", { ...NOBODY, users: ["2"] }],
	["one role by name", { roles: ["3"] }, "interaction", { ...NOBODY, roles: ["3"] }],
];

test.each(cases)("%s", (_name, allowed, place, pings) => {
	expect(findPings(CONTENT, allowed, place)).toEqual({ ...NOBODY, ...pings });
});
