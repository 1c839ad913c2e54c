/** What the server sends about a balance, as far as the screen shows it. */
export interface ShownBalance {
	readonly revision: number;
	readonly balance: number;
	readonly delta: number;
	readonly reason: string;
}

/** `1250` as `1,250`. */
function groupThousands(amount: number): string {
	let rest = string.format("%d", amount);
	let grouped = "";
	while (rest.size() > 3) {
		grouped = `,${rest.sub(-3)}${grouped}`;
		rest = rest.sub(1, -4);
	}
	return `${rest}${grouped}`;
}

export function balanceText(shown: ShownBalance): string {
	return `Coins: ${groupThousands(shown.balance)}`;
}

/** `+50 quest reward`; empty when nothing changed, as right after the load. */
export function changeText(shown: ShownBalance): string {
	if (shown.delta === 0) return "";
	const sign = shown.delta < 0 ? "-" : "+";
	const amount = `${sign}${groupThousands(math.abs(shown.delta))}`;
	return shown.reason === "" ? amount : `${amount} ${shown.reason}`;
}
