import { fail, ok, type Result } from "../../../shared/result";
import { BATCH_BYTES_MAX, type Batch, type BatchLine, type FileLine, type LineProblem } from "../../batch/batch-view";
import { readBatchFile } from "../../batch/read-batch-file";
import type { Answered, Call } from "../framework/call";
import { defineButton } from "../framework/define-button";
import { defineCommand } from "../framework/define-command";
import { defineConfirmation } from "../framework/define-confirmation";
import { BATCH_AT, BATCH_FILE, BATCH_RATE } from "../options/batch-options";
import { batchPlanReply, batchReply, noBatchReply } from "../replies/batch-reply";

const RULES = { right: "batch", cooldownSeconds: 0, audit: "money" } as const;
const BUTTON_SECONDS = 86_400;
const AHEAD_MILLISECONDS_MAX = 7 * 86_400_000;

export const batchConfirmation = defineConfirmation<string>({
	...RULES,
	prefixes: { confirm: "batch-begin", cancel: "batch-drop" },
	encode: ({ askedBy, change }) => `${askedBy}.${change}`,
	decode: (payload) => {
		const [, askedBy, change] = /^(\d{1,20})\.(\d{1,20})$/.exec(payload) ?? [];
		return askedBy === undefined || change === undefined ? undefined : { askedBy, change };
	},
	run: async (call, id) => {
		const { parts, interaction } = call;
		const { member } = interaction;
		await parts.batches.begin(id, (batch) => parts.staff.noteBatch(member, { ...batch, startsAt: batch.nextAt }));
		parts.wakeBatches();
		return show(call, await parts.batches.find(id));
	},
	cancel: async (call, id) => {
		await call.parts.batches.stop(id, call.interaction.member.id);
		return show(call, await call.parts.batches.find(id));
	},
});

const readId = (payload: string): string | undefined => (/^\d{1,20}$/.test(payload) ? payload : undefined);

export const batchButtons = [
	...batchConfirmation.buttons,
	defineButton({
		...{ ...RULES, prefix: "batch-look", first: "update", read: readId },
		run: async (call, id) => show(call, await call.parts.batches.find(id)),
	}),
	defineButton({
		...{ ...RULES, prefix: "batch-stop", first: "update", read: readId },
		run: async (call, id) => {
			await call.parts.batches.stop(id, call.interaction.member.id);
			return show(call, await call.parts.batches.find(id));
		},
	}),
];

export const batchCommand = defineCommand({
	...RULES,
	name: "batch",
	description: "Give many commands from a CSV file, or see how the newest batch stands",
	example: "/batch file:prizes.csv rate:60",
	options: { file: BATCH_FILE, at: BATCH_AT, rate: BATCH_RATE },
	first: "private",
	async run(call, { file, at, rate }) {
		const { parts } = call;
		if (file === undefined) return show(call, await parts.batches.newest());
		const nextAt = at ?? call.arrivedAt;
		if (at !== undefined && (at < call.arrivedAt || at > call.arrivedAt + AHEAD_MILLISECONDS_MAX)) {
			return fail("moment-malformed");
		}
		const bytes = await parts.attachments.fetch(file, BATCH_BYTES_MAX);
		if (!bytes.ok) return bytes;
		const read = readBatchFile(bytes.value, parts.settings.amountMax);
		if (!read.ok) return read;
		const found = await lookUpAll(call, read.value.lines);
		const { id } = call.interaction;
		const { guildId } = parts.settings;
		await parts.batches.keep(
			{ id, guildId, actorId: call.interaction.member.id, perMinute: rate, nextAt },
			found.lines,
		);
		const problems = [...read.value.problems, ...found.problems].sort((one, other) => one.line - other.line);
		const batch = await parts.batches.find(id);
		return batch === undefined
			? fail("internal")
			: ok(batchPlanReply(batch, problems, batchConfirmation.makeIds(call, id)));
	},
});

interface LookedUp {
	readonly lines: readonly BatchLine[];
	readonly problems: readonly LineProblem[];
}

async function lookUpAll({ parts }: Call, lines: readonly FileLine[]): Promise<LookedUp> {
	const players = await parts.users.findAll(lines.map(({ user }) => user));
	const results = lines.map(({ line, delta, reason }, index): Result<BatchLine, LineProblem> => {
		const player = players[index] ?? fail("lookup-failed");
		if (!player.ok) return fail({ line, code: player.error });
		const { userId, name: userName } = player.value;
		return ok({ line, userId, userName, delta, reason });
	});
	return {
		lines: results.flatMap((result) => (result.ok ? [result.value] : [])),
		problems: results.flatMap((result) => (result.ok ? [] : [result.error])),
	};
}

function show({ parts }: Call, batch: Batch | undefined): Answered {
	if (batch === undefined) return ok(noBatchReply());
	const idOf = (prefix: string): string => parts.customIds.make({ prefix, payload: batch.id }, BUTTON_SECONDS);
	return ok(batchReply(batch, { look: idOf("batch-look"), stop: idOf("batch-stop") }));
}
