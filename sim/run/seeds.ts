import type { FaultProfile } from "../faults/fault-plan";

export interface ListedSeed {
	readonly seed: number;
	readonly profile: FaultProfile;
	readonly servers: number;
	readonly commands: number;
	readonly story: string;
}

/** Small runs that together meet every kind of fault. Seeds that once found something stay here with their story. */
export const LISTED_SEEDS: readonly ListedSeed[] = [
	{ seed: 1, profile: "none", servers: 7, commands: 100, story: "A day on which nothing goes wrong." },
	{ seed: 11, profile: "usual", servers: 7, commands: 150, story: "Usual trouble of every sort." },
	{
		seed: 18,
		profile: "usual",
		servers: 7,
		commands: 300,
		story: "Every mistake with the companion: two processes, another database, a lost one.",
	},
	{
		seed: 14,
		profile: "harsh",
		servers: 7,
		commands: 150,
		story: "Long outages, and a server that sleeps through its players' comings and goings.",
	},
	{
		seed: 15,
		profile: "harsh",
		servers: 7,
		commands: 150,
		story: "A server wakes up after minutes and ends a load for a player who plays elsewhere by then.",
	},
];
