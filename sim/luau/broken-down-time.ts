const DAY_MILLIS = 86_400_000;

/** Fills a C `struct tm` (nine little-endian i32) with the UTC calendar fields of `seconds`. */
export function fillBrokenDownTime(view: DataView, pointer: number, seconds: number): void {
	const date = new Date(seconds * 1_000);
	const year = date.getUTCFullYear();
	const yearDay = Math.floor((date.getTime() - Date.UTC(year, 0, 1)) / DAY_MILLIS);
	const fields = [
		date.getUTCSeconds(),
		date.getUTCMinutes(),
		date.getUTCHours(),
		date.getUTCDate(),
		date.getUTCMonth(),
		year - 1900,
		date.getUTCDay(),
		yearDay,
		0,
	];
	fields.forEach((field, index) => view.setInt32(pointer + index * 4, field, true));
}
