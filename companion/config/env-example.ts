import type { Setting } from "./setting";
import { SETTINGS } from "./settings";

const HEAD = [
	"# Settings of Purser's companion. Copy this file to `.env` and fill it in; Bun reads it at start.",
	"# A line that begins with # is not read. Settings that are shown with a # have this value by themselves.",
];

/** Text of `.env.example`. */
export function renderEnvExample(): string {
	const settings: readonly Setting<unknown>[] = Object.values(SETTINGS);
	return `${[...HEAD, ...settings.map(renderSetting)].join("\n")}\n`;
}

function renderSetting(setting: Setting<unknown>): string {
	const isNeeded = setting.fallback === undefined;
	const line = isNeeded ? `${setting.name}=` : `# ${setting.name}=${setting.fallback}`;
	return `\n# ${setting.about}\n# Takes: ${setting.type}${isNeeded ? ", required" : ""}\n${line}`;
}
