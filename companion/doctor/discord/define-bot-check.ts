import { SETTINGS } from "../../config/settings";
import { defineCheck, type Check } from "../check";
import { skipped } from "../finding";

/** A check that makes sense only where the bot runs. */
export function defineBotCheck<Values extends object>(definition: Parameters<typeof defineCheck<Values>>[0]): Check {
	const check = defineCheck(definition);
	return {
		...check,
		run: (parts) => {
			const isBotOff = parts.settings.read(SETTINGS.apiOnly) === true;
			return isBotOff ? Promise.resolve(skipped("API_ONLY=1 leaves out the bot")) : check.run(parts);
		},
	};
}
