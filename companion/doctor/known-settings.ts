import { fail, ok, type Result } from "../../shared/result";
import { readSetting, type Environment, type Reading, type Setting } from "../config/setting";

/** The settings one by one, so that one that is wrong keeps no other from being checked. */
export interface KnownSettings {
	/** The value, or what is wrong with it in words that follow the setting's name. */
	inspect<Value>(setting: Setting<Value>): Reading<Value>;
	/** The value, or `undefined` when it is missing or wrong. */
	read<Value>(setting: Setting<Value>): Value | undefined;
	/** All of them, or the names of those that are missing or wrong. */
	readAll<Values extends object>(wanted: Wanted<Values>): Result<Values, readonly string[]>;
}

export type Wanted<Values extends object> = { readonly [Name in keyof Values]: Setting<Values[Name]> };

export function readKnownSettings(environment: Environment): KnownSettings {
	function inspect<Value>(setting: Setting<Value>): Reading<Value> {
		return readSetting(environment, setting) ?? { ok: false, problem: "is missing" };
	}

	function read<Value>(setting: Setting<Value>): Value | undefined {
		const reading = inspect(setting);
		return reading.ok ? reading.value : undefined;
	}

	return {
		inspect,
		read,
		readAll<Values extends object>(wanted: Wanted<Values>) {
			const values: Partial<Values> = {};
			const missing: string[] = [];
			for (const name in wanted) {
				const value = read(wanted[name]);
				if (value === undefined) missing.push(wanted[name].name);
				else values[name] = value;
			}
			return isWhole(values, missing) ? ok(values) : fail(missing);
		},
	};
}

function isWhole<Values extends object>(values: Partial<Values>, missing: readonly string[]): values is Values {
	return missing.length === 0;
}
