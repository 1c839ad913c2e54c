import "@rbxts/profileservice";

/** What version 1.4.2 of the module has and its types lack. */
declare module "@rbxts/profileservice" {
	/** Yields until the module found out whether it reaches data stores; false where it keeps profiles in memory. */
	const IsLive: () => boolean;
}
