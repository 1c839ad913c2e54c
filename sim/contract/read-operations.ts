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
	return Object.entries(objectOr(document["paths"])).flatMap(([template, item]) =>
		Object.entries(objectOr(item)).flatMap(([method, node]) => {
			if (!METHODS.has(method) || !isJsonObject(node)) return [];
			const operationId = node["operationId"];
			const id = typeof operationId === "string" ? operationId : `${method.toUpperCase()} ${template}`;
			return [readOperation(template, method.toUpperCase(), { id, document, node, checks })];
		}),
	);
}

function readOperation(template: string, method: string, reading: Reading): Operation {
	const { id, document, node } = reading;
	const servers = listOr(node["servers"] ?? document["servers"]);
	return {
		id,
		method,
		template,
		hosts: servers.map((server) => new URL(String(objectOr(server)["url"])).host),
		path: new RegExp(
			`^${template
				.split(/\{[^}]+\}/)
				.map(escape)
				.join("([^/]+)")}$`,
		),
		pathNames: [...template.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name),
		parameters: listOr(node["parameters"]).map((parameter) => readParameter(objectOr(parameter), reading)),
		credentials: readCredentials(reading),
		body: readBody(reading),
		answers: new Map(
			Object.entries(objectOr(node["responses"])).map(([status, answer]) => [
				Number(status),
				readAnswer(Number(status), objectOr(answer), reading),
			]),
		),
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

function readAnswer(status: number, node: JsonObject, reading: Reading): Answer {
	const headers = Object.entries(objectOr(node["headers"])).map(([name, header]) =>
		makeParameter(reading.checks, {
			place: "header",
			name,
			isRequired: objectOr(header)["required"] === true,
			schema: objectOr(header)["schema"],
			direction: "answer",
		}),
	);
	return { headers, content: readContent(node, `answer ${status}`, "answer", reading) };
}

function readContent(node: JsonObject, place: string, direction: Direction, { id, checks }: Reading): Content {
	const content = Object.entries(objectOr(node["content"]));
	return new Map(
		content.map(([type, media]) => [type, checks.check(schemaAt(id, place, objectOr(media)["schema"]), direction)]),
	);
}
