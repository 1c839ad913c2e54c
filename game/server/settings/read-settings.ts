import { DEFAULT_STORE_NAME, studioStoreName } from "../../../shared/store-keys";
import type { ServerSettings } from "../ports";
import { SETTING_LIST, type SettingForm } from "./setting-list";

/** Where the owner of the experience put settings. */
export interface SettingSource {
	/** `undefined` when it was left out. */
	read(name: string): unknown;
	/** What stands in the folder that is for settings only. */
	names(): ReadonlyArray<string>;
}

export type GivenSettings = Omit<ServerSettings, "credentials"> & {
	readonly hmacSecret: string | undefined;
	readonly hmacKeyId: string;
};

function describeProblem(form: SettingForm<unknown>, given: unknown): string {
	const shown = form.isSecret === true ? "set" : `${typeOf(given)} "${tostring(given)}"`;
	return `Setting ${form.name} is ${shown}. Expected: ${form.expected}. Used instead: ${form.otherwise}.`;
}

class SettingReader {
	readonly problems: Array<string> = [];

	constructor(private readonly source: SettingSource) {}

	read<Value>(form: SettingForm<Value>): Value | undefined {
		const given = this.source.read(form.name);
		if (given === undefined) return undefined;
		const value = form.read(given);
		if (value === undefined) this.problems.push(describeProblem(form, given));
		return value;
	}

	isGiven(form: SettingForm<unknown>): boolean {
		return this.source.read(form.name) !== undefined;
	}

	noteUnknown(): void {
		const known = new Set<string>();
		for (const [, form] of pairs(SETTING_LIST)) known.add(form.name);
		for (const name of this.source.names()) {
			if (!known.has(name)) this.problems.push(`Setting ${name} does not exist. It is left out.`);
		}
	}
}

/** What was set wrongly must not bring players wallets without their coins, so the import then waits for a right one. */
function readImport(reader: SettingReader): ServerSettings["balanceImport"] {
	const { importStoreName, importKey, importField } = SETTING_LIST;
	const [storeName, field] = [reader.read(importStoreName), reader.read(importField)];
	const key = reader.isGiven(importKey) ? reader.read(importKey) : "Player_{UserId}";
	if (reader.isGiven(importStoreName) !== reader.isGiven(importField)) {
		reader.problems.push("Settings ImportStoreName and ImportField belong together. Used instead: no import.");
	}
	if (storeName === undefined || key === undefined || field === undefined) return undefined;
	return { storeName, key, field };
}

/** A play test in Studio keeps wallets of its own, unless somebody asked for the live ones. */
export function readSettings(source: SettingSource, isStudio: boolean): GivenSettings {
	const reader = new SettingReader(source);
	const storeName = reader.read(SETTING_LIST.storeName) ?? DEFAULT_STORE_NAME;
	const usesLiveWallets = reader.read(SETTING_LIST.studioUsesLiveWallets) === true || !isStudio;
	const given = {
		endpoint: reader.read(SETTING_LIST.endpoint),
		storeName: usesLiveWallets ? storeName : studioStoreName(storeName),
		usesLiveWallets,
		showHud: reader.read(SETTING_LIST.showHud) ?? true,
		hmacSecret: reader.read(SETTING_LIST.hmacSecret),
		hmacKeyId: reader.read(SETTING_LIST.hmacKeyId) ?? "default",
		balanceImport: readImport(reader),
	};
	reader.noteUnknown();
	return { ...given, problems: reader.problems };
}
