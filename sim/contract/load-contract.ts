import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Contract, Operation } from "./contract";
import { isJsonObject, type JsonObject } from "../json";
import { PROSE } from "./prose";
import { readOperations } from "./read-operations";

/** Reads every official file of a folder, and adds what is described in prose only. */
export function loadContract(folder: string): Contract {
	const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
	if (files.length === 0) throw new Error(`There is no description in ${folder}.`);
	return readContract([...files.sort().map((name) => readDocument(join(folder, name))), PROSE]);
}

/** A contract from OpenAPI 3.0 documents. */
export function readContract(documents: readonly JsonObject[]): Contract {
	const operations = documents.flatMap(readOperations);
	const literal = ({ template }: Operation): number => template.replace(/\{[^}]+\}/g, "").length;
	return {
		operations: operations.sort((a, b) => literal(b) - literal(a)),
		hosts: new Set(operations.flatMap(({ hosts }) => hosts)),
	};
}

function readDocument(file: string): JsonObject {
	const document: unknown = JSON.parse(readFileSync(file, "utf8"));
	if (!isJsonObject(document)) throw new Error(`${file} is not a description.`);
	return document;
}
