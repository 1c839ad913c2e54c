import { describe, expect, test } from "bun:test";
import { fieldOf } from "../../answer-fields";
import { get } from "../../testing/get";
import { START, startWithRows } from "../testing/ship-rows";

const PATH = "/log/transactions/export";
const EXPECTED_HEAD =
	"rowId,at,userId,userName,source,kind,code,delta,balance,actor,actorName,reason,commandId,seq,born,revision,receivedAt,approverName";

function linesOf(text: string, lineEnd: string): readonly string[] {
	expect(text.endsWith(lineEnd)).toBe(true);
	return text.slice(0, -lineEnd.length).split(lineEnd);
}

describe("the audit as a file", () => {
	test("every row, more than a page, each a line of JSON, newest first", async () => {
		const world = await startWithRows(Array.from({ length: 230 }, (_, number) => ({ userId: 1 + (number % 3) })));
		const { status, text, headers } = await get(world, PATH);
		expect([status, headers.get("content-type")]).toEqual([200, "application/x-ndjson"]);
		expect(headers.get("content-disposition")).toBe('attachment; filename="audit.ndjson"');
		const ids = linesOf(text, "\n").map((line) => fieldOf(JSON.parse(line), "rowId"));
		expect(ids).toEqual(Array.from({ length: 230 }, (_, number) => 230 - number));
	});

	test("only the rows that pass the filters", async () => {
		const world = await startWithRows([{ userId: 1 }, { userId: 2, source: "shop" }, { userId: 2 }]);
		expect(linesOf((await get(world, `${PATH}?userId=2&source=shop`)).text, "\n")).toHaveLength(1);
		expect((await get(world, `${PATH}?userId=77`)).text).toBe("");
	});

	test("as a table for spreadsheets", async () => {
		const world = await startWithRows([
			{ userId: 5, delta: 10 },
			{ userId: 5, delta: -3, source: "shop", reason: "hat" },
		]);
		const { text, headers } = await get(world, `${PATH}?format=csv`);
		expect(headers.get("content-type")).toBe("text/csv; charset=utf-8");
		const [head, row] = linesOf(text, "\r\n");
		expect(head).toBe(EXPECTED_HEAD);
		expect(row).toBe(`2,${START},5,,shop,applied,,-3,7,game,,hat,,,life-5,2,${START * 1000},`);
	});

	test.each([
		["a comma, and a quote", 'so, "what"', '"so, ""what"""'],
		["a formula", "=1+1", "'=1+1"],
		["a formula that begins with a sign", "-1+cmd", "'-1+cmd"],
		["a formula with a comma", "@SUM(1,2)", '"\'@SUM(1,2)"'],
	])("%s in a reason stays text", async (_what, reason, cell) => {
		const world = await startWithRows([{ reason }]);
		expect((await get(world, `${PATH}?format=csv`)).text).toContain(`,${cell},`);
	});

	test.each([
		["format=xml", "format"],
		["limit=5", "limit"],
		["words=%3F", "words"],
		["from=-1", "from"],
		["actor=", "actor"],
	])("refuses %s", async (query, detail) => {
		const { status, body } = await get(await startWithRows([]), `${PATH}?${query}`);
		expect(status).toBe(400);
		expect(body).toMatchObject({ code: "bad-query", detail });
	});

	test("not without the service key", async () => {
		const world = await startWithRows([{}]);
		expect((await get(world, PATH, { headers: {} })).status).toBe(401);
	});
});
