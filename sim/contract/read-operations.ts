import type { Answer, Content, Operation, Parameter } from "./contract";
import { schemaAt } from "./exceptions";
import { isJsonObject, listOr, objectOr, type JsonObject } from "../json";
import type { Direction } from "./json-schema";
import { makeParameter } from "./parameters";
import { SchemaChecks } from "./schema-checks";

const METHODS = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

/** What one operation is read from. */
interface Reading {
	readonly id: string;
	readonly document: JsonObject;
	readonly node: JsonObject;
	readonly checks: SchemaChecks;
}

/** The operations of one document. */
export function readOperations(document: JsonObject): readonly Operation[] {
	const checks = new SchemaChecks(document);
	return Object.entries(objectOr(document["paths"])).flatMap(([template, item]) => {
		const shared = listOr(objectOr(item)["parameters"]);
		return Object.entries(objectOr(item)).flatMap(([method, operation]) => {
			if (!METHODS.has(method) || !isJsonObject(operation)) return [];
			const node = { ...operation, parameters: [...shared, ...listOr(operation["parameters"])] };
			const operationId = operation["operationId"];
			const id = typeof operationId === "string" ? operationId : `${method.toUpperCase()} ${template}`;
			return [readOperation(template, method.toUpperCase(), { id, document, node, checks })];
		});
	});
}

function readOperation(template: string, method: string, reading: Reading): Operation {
	const { id, document, node } = reading;
	const servers = listOr(node["servers"] ?? document["servers"]).map(
		(server) => new URL(String(objectOr(server)["url"])),
	);
	// All servers of a document share the path below which its operations stand.
	const whole = (servers[0]?.pathname ?? "").replace(/\/$/, "") + template;
	return {
		id,
		method,
		template: whole,
		hosts: servers.map(({ host }) => host),
		path: new RegExp(
			`^${whole
				.split(/\{[^}]+\}/)
				.map(escape)
				.join("([^/]+)")}$`,
		),
		pathNames: [...template.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name),
		parameters: listOr(node["parameters"]).map((parameter) => readParameter(objectOr(parameter), reading)),
		credentials: readCredentials(reading),
		body: readBody(reading),
		answers: readAnswers(reading),
	};
}

function escape(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

function readParameter(node: JsonObject, { id, checks }: Reading): Parameter {
	const { name, in: place } = node;
	if (typeof name !== "string" || (place !== "path" && place !== "query" && place !== "header")) {
		throw new Error(`${id} has a parameter of an unknown kind.`);
	}
	const schema = schemaAt(id, `${place} ${name}`, node["schema"]);
	return makeParameter(checks, { place, name, isRequired: node["required"] === true, schema, direction: "request" });
}

/** An empty list of headers where a way takes none. */
function readCredentials({ document, node }: Reading): readonly (readonly string[])[] {
	const schemes = objectOr(objectOr(document["components"])["securitySchemes"]);
	return listOr(node["security"] ?? document["security"]).map((way) =>
		Object.keys(objectOr(way)).map((name) => {
			const scheme = objectOr(schemes[name]);
			if (scheme["type"] !== "apiKey") return "authorization";
			return scheme["in"] === "header" ? String(scheme["name"]).toLowerCase() : "cookie";
		}),
	);
}

function readBody(reading: Reading): Operation["body"] {
	const body = reading.node["requestBody"];
	if (!isJsonObject(body)) return undefined;
	return { isRequired: body["required"] === true, content: readContent(body, "request body", "request", reading) };
}

/** `4XX` stands for every status of that kind which is not named itself. */
function readAnswers(reading: Reading): Operation["answers"] {
	const named = Object.entries(objectOr(reading.node["responses"]));
	const answers = new Map<number, Answer>();
	const isRange = (name: string): boolean => name.endsWith("XX");
	for (const [name, node] of [
		...named.filter(([name]) => isRange(name)),
		...named.filter(([name]) => !isRange(name)),
	]) {
		const first = Number(name.replace("XX", "00"));
		const answer = readAnswer(first, followReference(node, reading), reading);
		for (let status = first; status < first + (isRange(name) ? 100 : 1); status += 1) answers.set(status, answer);
	}
	return answers;
}

/** What stands at a place, or at the one under `components` that it refers to. */
function followReference(value: unknown, { document }: Reading): JsonObject {
	const node = objectOr(value);
	const reference = node["$ref"];
	if (typeof reference !== "string") return node;
	const found = reference
		.split("/")
		.slice(1)
		.reduce<unknown>((at, name) => objectOr(at)[name], document);
	if (!isJsonObject(found)) throw new Error(`The reference ${reference} leads nowhere.`);
	return found;
}

function readAnswer(status: number, node: JsonObject, reading: Reading): Answer {
	const headers = Object.entries(objectOr(node["headers"])).map(([name, given]) => {
		const header = followReference(given, reading);
		const isRequired = header["required"] === true;
		const place = "header";
		return makeParameter(reading.checks, { place, name, isRequired, schema: header["schema"], direction: "answer" });
	});
	return { headers, content: readContent(node, `answer ${status}`, "answer", reading) };
}

function readContent(node: JsonObject, place: string, direction: Direction, { id, checks }: Reading): Content {
	const content = Object.entries(objectOr(node["content"]));
	return new Map(
		content.map(([type, media]) => [type, checks.check(schemaAt(id, place, objectOr(media)["schema"]), direction)]),
	);
}
