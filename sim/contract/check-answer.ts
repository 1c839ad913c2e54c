import type { Answer, Finding, Operation } from "./contract";
import { checkErrorShape } from "./error-shapes";
import { mediaType, type GotAnswer } from "./exchange";
import { parseJson } from "../json";
import { checkTexts } from "./parameters";
import type { Problem } from "./problem";

/** Everything about an answer that its operation does not describe; without one, only errors can be right. */
export function checkAnswer(operation: Operation | undefined, answer: GotAnswer): readonly Problem[] {
	const described = operation?.answers.get(answer.status);
	if (described === undefined) return checkUndescribed(answer);
	return [...checkHeaders(described, answer), ...problems("body", checkBody(described, answer))];
}

function problems(where: string, findings: readonly Finding[]): readonly Problem[] {
	return findings.map(({ at, what }) => ({ side: "answer", where: where + at, what }));
}

function checkUndescribed({ status, headers, body }: GotAnswer): readonly Problem[] {
	if (status < 400) return problems("status", [{ at: "", what: `${status} is not described` }]);
	return problems("body", checkErrorShape(status, mediaType(headers), body));
}

function checkHeaders({ headers }: Answer, answer: GotAnswer): readonly Problem[] {
	return headers.flatMap((header) => {
		const text = answer.headers.get(header.name);
		return problems(`header ${header.name}`, checkTexts(header, text === null ? [] : [text]));
	});
}

function checkBody({ content }: Answer, { status, headers, body }: GotAnswer): readonly Finding[] {
	const whole = (what: string): readonly Finding[] => [{ at: "", what }];
	const type = mediaType(headers);
	if (content.size === 0) {
		if (body === "") return [];
		// The status is listed and its body is not, which for errors means one of the usual ones.
		return status >= 400 ? checkErrorShape(status, type, body) : whole("is not described");
	}
	const check = content.get(type);
	if (check === undefined) return whole(`has the type ${type || "of nothing"}, and not ${[...content.keys()].join()}`);
	const json = parseJson(body);
	return json === undefined ? whole("is not JSON") : check(json);
}
