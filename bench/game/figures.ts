import type { Stretch } from "./vm-meter";

/** What was counted while the game was played. */
export interface Measured {
	readonly players: number;
	/** Virtual time in which it was measured. */
	readonly seconds: number;
	readonly framesPerStretch: number;
	readonly stretches: readonly Stretch[];
	readonly changes: number;
	/** As Roblox counts them: an UpdateAsync is a read and a write. */
	readonly dataStoreCalls: number;
	readonly bytesWithoutPlayers: number;
	readonly bytesWithPlayers: number;
	readonly errors: number;
}

export interface GameFigures {
	readonly players: number;
	readonly changesPerSecond: number;
	/** The mean frame of the game, in runs of the reference loop; median over the stretches. */
	readonly frameShare: number;
	readonly frameMillis: number;
	readonly referenceMillis: number;
	readonly dataStoreCallsPerPlayerHour: number;
	readonly memoryPerPlayerKb: number;
	readonly errors: number;
}

/** What the figures have to keep to. */
export const BOUNDS = { frameShare: 0.2, dataStoreCallsPerPlayerHour: 600, memoryPerPlayerKb: 100 } as const;
const HOUR_SECONDS = 3_600;
const KB = 1_024;

export function gameFigures(measured: Measured): GameFigures {
	const { players, seconds, framesPerStretch, stretches } = measured;
	const frames = stretches.map(({ gameMillis }) => gameMillis / framesPerStretch);
	const references = stretches.map(({ referenceMillis }) => median(referenceMillis));
	const shares = frames.map((frame, index) => frame / (references[index] ?? Number.NaN));
	const bytes = measured.bytesWithPlayers - measured.bytesWithoutPlayers;
	return {
		players,
		changesPerSecond: round(measured.changes / seconds, 10),
		frameShare: round(median(shares), 1_000),
		frameMillis: round(median(frames), 1_000),
		referenceMillis: round(median(references), 1_000),
		dataStoreCallsPerPlayerHour: round((measured.dataStoreCalls * HOUR_SECONDS) / seconds / players, 1),
		memoryPerPlayerKb: round(bytes / KB / players, 10),
		errors: measured.errors,
	};
}

export function isWithinBounds(figures: GameFigures): boolean {
	return (
		figures.errors === 0 &&
		figures.frameShare <= BOUNDS.frameShare &&
		figures.dataStoreCallsPerPlayerHour <= BOUNDS.dataStoreCallsPerPlayerHour &&
		figures.memoryPerPlayerKb <= BOUNDS.memoryPerPlayerKb
	);
}

/** The same for people, as a table of Markdown. */
export function describeFigures(figures: GameFigures): string {
	const rows = Object.entries(figures).map(([name, value]) => `| ${name} | ${value} |`);
	return ["| figure | value |", "| --- | --- |", ...rows, ""].join("\n");
}

function median(values: readonly number[]): number {
	return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function round(value: number, steps: number): number {
	return Math.round(value * steps) / steps;
}
