import type { DoctorParts } from "./doctor-parts";
import { skipped, type Finding } from "./finding";
import type { Wanted } from "./known-settings";

/** One question about the set-up. None of them changes anything anywhere. */
export interface Check {
	/** Stable: people and programs look for it. */
	readonly name: string;
	/** Checks that stand before it in the list and have to be ok, or this one would only guess. */
	readonly after: readonly string[];
	run(parts: DoctorParts): Promise<Finding>;
}

interface CheckDefinition<Values extends object> {
	readonly name: string;
	readonly after?: readonly string[];
	/** What it cannot do without. */
	readonly settings: Wanted<Values>;
	readonly judge: (values: Values, parts: DoctorParts) => Finding | Promise<Finding>;
}

export function defineCheck<Values extends object>(definition: CheckDefinition<Values>): Check {
	const { name, after = [], settings, judge } = definition;
	return {
		name,
		after,
		run: async (parts) => {
			const values = parts.settings.readAll(settings);
			if (values.ok) return judge(values.value, parts);
			return skipped(`not checked, because of the settings: ${values.error.join(", ")} missing or wrong`);
		},
	};
}
