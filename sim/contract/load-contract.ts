import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Contract, Operation } from "./contract";
import { isJsonObject, objectOr, type JsonObject } from "../json";
import type { DescribedService } from "./described-service";
import { readOperations } from "./read-operations";

/** Reads every official file of a folder, and adds what is described in prose only. */
export function loadContract(folder: string, { prose, corrections }: DescribedService): Contract {
	const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
	if (files.length === 0) throw new Error(`There is no description in ${folder}.`);
	const documents = files.sort().map((name) => correct(readDocument(join(folder, name)), corrections));
	return readContract([...documents, ...prose]);
}

/** A contract from OpenAPI documents. */
export function readContract(documents: readonly JsonObject[]): Contract {
	const operations = documents.flatMap(readOperations);
	const literal = ({ template }: Operation): number => template.replace(/\{[^}]+\}/g, "").length;
	return {
		operations: operations.sort((a, b) => literal(b) - literal(a)),
		hosts: new Set(operations.flatMap(({ hosts }) => hosts)),
	};
}

function correct(document: JsonObject, corrections: JsonObject): JsonObject {
	const components = objectOr(document["components"]);
	const schemas = { ...objectOr(components["schemas"]), ...corrections };
	return { ...document, components: { ...components, schemas } };
}

function readDocument(file: string): JsonObject {
	const document: unknown = JSON.parse(readFileSync(file, "utf8"));
	if (!isJsonObject(document)) throw new Error(`${file} is not a description.`);
	return document;
}
