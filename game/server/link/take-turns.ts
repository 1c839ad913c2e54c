/**
 * A window of at most `countMax` items that moves on with every turn, so that over a few turns each item is in it. All of
 * them when they fit.
 */
export function takeTurns<Item extends defined>(
	items: ReadonlyArray<Item>,
	countMax: number,
	turn: number,
): ReadonlyArray<Item> {
	const count = items.size();
	if (count <= countMax) return items;
	const first = (turn * countMax) % count;
	return items.filter((_, index) => (index - first + count) % count < countMax);
}
