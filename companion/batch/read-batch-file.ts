import { CsvError, parse } from "csv-parse/sync";
import type { Code } from "../../shared/codes";
import { fail, ok, type Result } from "../../shared/result";
import { readAmount } from "../bot/options/amount-option";
import { readPlayer } from "../bot/options/player-option";
import { readReason } from "../bot/options/reason-option";
import { BATCH_LINES_MAX, type FileLine, type LineProblem } from "./batch-view";

export interface BatchFile {
	readonly lines: readonly FileLine[];
	/** Every line that says nothing that could be done. */
	readonly problems: readonly LineProblem[];
}

type FileProblem = Extract<Code, "file-not-utf8" | "file-not-csv" | "file-empty" | "file-too-long">;

/** With or without a heading; an amount below zero is taken. */
const HEADING = ["user", "amount", "reason"];
const AMOUNT = /^[+-]?\d{1,16}$/;

/** Reads `user,amount,reason` in UTF-8, with or without the mark that Excel writes in front. */
export function readBatchFile(bytes: Uint8Array, amountMax: number): Result<BatchFile, FileProblem> {
	const text = decode(bytes);
	if (text === undefined) return fail("file-not-utf8");
	const records = readRecords(text);
	if (records === undefined) return fail("file-not-csv");
	if (records.length === 0) return fail("file-empty");
	if (records.length > BATCH_LINES_MAX) return fail("file-too-long");
	const seen = new Set<string>();
	const lines: FileLine[] = [];
	const problems: LineProblem[] = [];
	for (const { line, cells } of records) {
		const read = readLine(line, cells, amountMax);
		const key = JSON.stringify(cells.map((cell) => cell.toLowerCase()));
		const result: typeof read = read.ok && seen.has(key) ? fail("line-repeated") : read;
		seen.add(key);
		if (result.ok) lines.push(result.value);
		else problems.push({ line, code: result.error });
	}
	return ok({ lines, problems });
}

/** Half a text is worse than none: a byte that is not UTF-8 refuses all of it. Zeros are the mark of UTF-16. */
function decode(bytes: Uint8Array): string | undefined {
	if (bytes.includes(0)) return undefined;
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch (problem) {
		if (problem instanceof TypeError) return undefined;
		throw problem;
	}
}

interface CsvRecord {
	readonly line: number;
	readonly cells: readonly string[];
}

function readRecords(text: string): readonly CsvRecord[] | undefined {
	const records: CsvRecord[] = [];
	try {
		parse(text, {
			...{ relax_column_count: true, skip_empty_lines: true, trim: true },
			// One more than is taken, and the heading: a file of a hundred thousand lines is not read to its end.
			to: BATCH_LINES_MAX + 2,
			on_record: (cells: string[], { lines: line }) => {
				records.push({ line, cells });
				return null;
			},
		});
	} catch (problem) {
		if (problem instanceof CsvError) return undefined;
		throw problem;
	}
	const [first, ...rest] = records;
	const isHeading = first?.cells.every((cell, index) => cell.toLowerCase() === HEADING[index]) === true;
	return isHeading ? rest : records;
}

function readLine(line: number, cells: readonly string[], amountMax: number): Result<FileLine, Code> {
	const [userText = "", amountText = "", reasonText] = cells;
	if (cells.length < 2 || cells.length > HEADING.length) return fail("line-columns");
	// A spreadsheet shows what it computes and saves what was typed: nobody meant to give "=SUM(A1)".
	if (cells.some((cell) => cell.startsWith("="))) return fail("line-formula");
	const user = readPlayer(userText);
	if (!user.ok) return user;
	const amount = AMOUNT.test(amountText) ? Number(amountText) : Number.NaN;
	const checked = readAmount(Math.abs(amount), amountMax);
	if (!checked.ok) return checked;
	const reason = readReason(reasonText);
	return reason.ok ? ok({ line, user: user.value, delta: amount, reason: reason.value }) : reason;
}
