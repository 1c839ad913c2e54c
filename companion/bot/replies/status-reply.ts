import { meaningOf } from "../../../shared/codes";
import type { HealthReport } from "../../http/health";
import type { BudgetMetrics } from "../../roblox/open-cloud/open-cloud";
import type { Activity, AuditLag, OpenGroup, Pace, StatusReport } from "../../status/status-view";
import type { ReplyBody } from "../interaction";
import { buildEmbed, buildMessage, type Tone } from "./message";
import { escapeMarkdown, formatNumber, formatSpan, formatTime } from "./text";

const STANDING: Readonly<Record<HealthReport["status"], readonly [word: string, tone: Tone]>> = {
	ok: ["all well", "done"],
	degraded: ["needs attention", "attention"],
	down: ["down", "refused"],
};

/** How things stand, for whoever is asked "does it work?". */
export function statusReply({ health, activity, budgets }: StatusReport): ReplyBody {
	const [word, tone] = STANDING[health.status];
	const lines = [
		...(activity === undefined ? [] : describeActivity(activity)),
		`**Calls to Roblox** ${describeBudgets(budgets)}`,
		...describeTrouble(health),
	];
	return buildMessage([buildEmbed(tone, `Status · ${word}`, lines)]);
}

function describeActivity({ servers, players, open, pace, audit }: Activity): readonly string[] {
	return [
		`**Game servers** ${formatNumber(servers)} live, with ${count(players, "player")}`,
		...describeOpen(open),
		`**Pace** ${describePace(pace)}`,
		`**Audit** ${describeAudit(audit)}`,
	];
}

function describeOpen(groups: readonly OpenGroup[]): readonly string[] {
	const total = groups.reduce((sum, group) => sum + group.count, 0);
	if (total === 0) return ["**Open commands** none"];
	const oldestAt = Math.min(...groups.map((group) => group.oldestAt));
	const reasons = groups.map((group) => {
		const reason = group.waiting === undefined ? "No game server has answered yet." : meaningOf(group.waiting);
		return `- ${formatNumber(group.count)}: ${reason}`;
	});
	return [`**Open commands** ${formatNumber(total)}, the oldest given ${formatTime(oldestAt, "R")}`, ...reasons];
}

function describePace(pace: Pace | undefined): string {
	if (pace === undefined) return "no command has ended yet";
	const [usual, worst] = [pace.medianMilliseconds, pace.worstMilliseconds].map(formatSpan);
	return `${usual} from given to settled, at worst ${worst} (of the newest ${formatNumber(pace.commands)})`;
}

function describeAudit({ rows, slowestMilliseconds, walletsBehind, rowsNotSearchable }: AuditLag): string {
	const lag =
		slowestMilliseconds === undefined ? [] : [`newest receipts came within ${formatSpan(slowestMilliseconds)}`];
	const behind = walletsBehind === 0 ? [] : [`receipts of ${count(walletsBehind, "wallet")} on their way`];
	const unread = rowsNotSearchable === 0 ? [] : [`${count(rowsNotSearchable, "row")} not searchable yet`];
	return [count(rows, "row"), ...lag, ...behind, ...unread].join(" · ");
}

/** Only what holds calls back is worth a line: a budget gives a tenth of its minute at once, and the rest bit by bit. */
function describeBudgets(budgets: readonly BudgetMetrics[]): string {
	const tight = budgets.filter(({ available, waiting }) => waiting > 0 || available < 1);
	if (tight.length === 0) return "room in every budget";
	return tight
		.map(({ name, perMinute, waiting }) => {
			const used = `\`${name}\` used up for the moment (${formatNumber(perMinute)} a minute)`;
			return waiting === 0 ? used : `${used}, ${count(waiting, "call")} waiting`;
		})
		.join(" · ");
}

function describeTrouble({ dependencies }: HealthReport): readonly string[] {
	return Object.entries(dependencies)
		.filter(([, { status }]) => status !== "ok")
		.map(([name, { status, reason }]) => `⚠️ **${name}** ${status}: ${escapeMarkdown(reason ?? "no reason given")}`);
}

function count(value: number, noun: string): string {
	return `${formatNumber(value)} ${noun}${value === 1 ? "" : "s"}`;
}
