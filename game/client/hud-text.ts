import type { BalanceNews } from "./balance-news";

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

export function balanceText(news: BalanceNews): string {
	return `Coins: ${groupThousands(news.balance)}`;
}

/** The number under which staff find this balance; empty before a wallet's first change. */
export function revisionText(news: BalanceNews): string {
	return news.revision === 0 ? "" : string.format("#%d", news.revision);
}

/** `+50 quest reward`; empty when nothing changed, as right after the load. */
export function noticeText(news: BalanceNews): string {
	if (news.delta === 0) return "";
	const sign = news.delta < 0 ? "-" : "+";
	const amount = `${sign}${groupThousands(math.abs(news.delta))}`;
	return news.reason === "" ? amount : `${amount} ${news.reason}`;
}
