import type { OpenCloudProblemCode } from "../../roblox/open-cloud/open-cloud";
import { SETTINGS } from "../../config/settings";
import type { Check } from "../check";
import { bad, good, type Finding } from "../finding";
import { describeProblem } from "../../roblox/open-cloud/problem";
import { defineRobloxCheck } from "./define-roblox-check";
import type { KnownKey } from "./roblox-facts";

const DAY_MILLISECONDS = 86_400_000;
const RENEW_DAYS = 7;
const MENTION_DAYS = 30;

/** Nothing came from Roblox itself, or it had no time. */
const UNREACHABLE: readonly OpenCloudProblemCode[] = [
	"no-answer",
	"unavailable",
	"rate-limited",
	"budget-exhausted",
	"cancelled",
];

/** The way to Roblox, and whether the keys are good at all. Source of their states: creator-docs, `cloud/auth/api-keys.md`. */
export const KEY_CHECKS: readonly Check[] = [
	defineRobloxCheck({
		name: "roblox-reachable",
		settings: { apiUrl: SETTINGS.robloxApiUrl },
		judge: async (roblox, { apiUrl }) => {
			const trouble = (await roblox.readKeys()).flatMap(({ facts }) => (facts.ok ? [] : [facts.error]));
			const [first] = trouble.filter(({ code }) => UNREACHABLE.includes(code));
			if (first === undefined) return good();
			return bad(
				`no usable answer from ${apiUrl} (${describeProblem(first)}): check the network, DNS, and ROBLOX_API_URL`,
			);
		},
	}),
	defineRobloxCheck({
		name: "roblox-key",
		after: ["roblox-reachable"],
		settings: {},
		judge: async (roblox) => {
			const refused = (await roblox.readKeys()).flatMap(({ setting, facts }) =>
				facts.ok ? [] : [{ setting, problem: facts.error }],
			);
			const [unreadable] = refused.filter(({ problem }) => problem.code === "unreadable");
			if (unreadable !== undefined) {
				return bad(
					`what answers at ROBLOX_API_URL says nothing about ${unreadable.setting} that can be read; is it Roblox?`,
				);
			}
			const names = refused.map(({ setting, problem }) => `${setting} (${describeProblem(problem)})`).join(", ");
			return refused.length === 0
				? good()
				: bad(`Roblox does not know ${names}: make a key in the Creator Dashboard and copy all of it`);
		},
	}),
	defineRobloxCheck({
		name: "roblox-key-enabled",
		after: ["roblox-key"],
		settings: {},
		judge: async (roblox) =>
			refuse(
				await roblox.knownKeys(),
				({ facts }) => !facts.isEnabled,
				"is switched off: enable it in the Creator Dashboard",
			),
	}),
	defineRobloxCheck({
		name: "roblox-key-valid",
		after: ["roblox-key"],
		settings: {},
		judge: async (roblox) =>
			refuse(
				await roblox.knownKeys(),
				({ facts }) => facts.isExpired,
				"has expired (one that nobody used or edited for 60 days does so by itself): renew it in the Creator Dashboard",
			),
	}),
	defineRobloxCheck({
		name: "roblox-key-renewal",
		after: ["roblox-key-valid"],
		settings: {},
		judge: async (roblox, _values, now) => {
			const ending = (await roblox.knownKeys())
				.flatMap(({ setting, facts }) => (facts.expiresAt === undefined ? [] : [{ setting, at: facts.expiresAt }]))
				.map(({ setting, at }) => ({ setting, days: Math.floor((at - now) / DAY_MILLISECONDS) }))
				.filter(({ days }) => days < MENTION_DAYS);
			if (ending.length === 0) return good();
			const text = ending.map(({ setting, days }) => `${setting} expires in ${days} days`).join(", ");
			const advice = `${text}: make a new key, set it as ROBLOX_API_KEY and the old one as ROBLOX_API_KEY_2 until it is over`;
			return ending.some(({ days }) => days < RENEW_DAYS) ? bad(advice) : good(advice);
		},
	}),
];

function refuse(keys: readonly KnownKey[], isBad: (key: KnownKey) => boolean, advice: string): Finding {
	const names = keys.filter(isBad).map(({ setting }) => setting);
	return names.length === 0 ? good() : bad(`${names.join(", ")} ${advice}`);
}
