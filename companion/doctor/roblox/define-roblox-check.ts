import { defineCheck, type Check } from "../check";
import { skipped, type Finding } from "../finding";
import type { Wanted } from "../known-settings";
import type { RobloxFacts } from "./roblox-facts";

interface RobloxCheckDefinition<Values extends object> {
	readonly name: string;
	readonly after?: readonly string[];
	/** Beyond those of the client itself. */
	readonly settings: Wanted<Values>;
	readonly judge: (roblox: RobloxFacts, values: Values, now: number) => Finding | Promise<Finding>;
}

/** A check that asks Open Cloud. */
export function defineRobloxCheck<Values extends object>({ judge, ...rest }: RobloxCheckDefinition<Values>): Check {
	return defineCheck<Values>({
		...rest,
		judge: (values, { roblox, clock }) => {
			if (roblox.ok) return judge(roblox.value, values, clock.now());
			return skipped(`not checked, because of the settings: ${roblox.error.join(", ")} missing or wrong`);
		},
	});
}
