import { readSetting, type Environment, type Setting } from "./setting";

/** Reads settings one by one and gathers what is wrong with them, a line each, never a secret. */
export interface SettingTaker {
	/** `undefined` when it is missing or wrong, which is among the problems then. */
	take<Value>(this: void, setting: Setting<Value>): Value | undefined;
	readonly problems: string[];
}

export function takeSettings(environment: Environment): SettingTaker {
	const problems: string[] = [];
	return {
		problems,
		take: (setting) => {
			const reading = readSetting(environment, setting);
			if (reading?.ok === true) return reading.value;
			problems.push(`${setting.name} ${reading?.problem ?? `is missing: ${setting.about}`}`);
			return undefined;
		},
	};
}
