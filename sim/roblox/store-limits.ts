import { isJsonObject, parseJson } from "../json";
import {
	attributeMalformed,
	attributeTooLarge,
	cantStore,
	KEY_NAME_EMPTY,
	KEY_NAME_LIMIT,
	valueTooLarge,
	type StoreProblem,
} from "./store-problems";

/** Sizes of creator-docs, `cloud-services/data-stores/error-codes-and-limits.md`, section on data limits. */
export const NAME_LENGTH_MAX = 50;
export const VALUE_LENGTH_MAX = 4_194_304;
export const METADATA_NAME_LENGTH_MAX = 50;
export const METADATA_VALUE_LENGTH_MAX = 250;
export const METADATA_LENGTH_MAX = 300;

export interface StoreAddress {
	readonly store: string;
	readonly scope: string;
	readonly key: string;
}

export interface EntryContent {
	/** JSON text. */
	readonly value: string;
	readonly userIds: readonly number[];
	readonly metadata: Readonly<Record<string, unknown>>;
}

/** One text for one place, for maps and trace lines. */
export function addressText(address: StoreAddress): string {
	return `${address.store}/${address.scope}/${address.key}`;
}

/** The documents say characters and measure with Luau's length operator, which counts bytes. */
function lengthOf(text: string): number {
	return Buffer.byteLength(text);
}

export function checkAddress(address: StoreAddress): StoreProblem | undefined {
	for (const name of [address.store, address.scope, address.key]) {
		if (name === "") return KEY_NAME_EMPTY;
		if (lengthOf(name) > NAME_LENGTH_MAX) return KEY_NAME_LIMIT;
		if (!name.isWellFormed()) return cantStore("a key that is not UTF-8");
	}
	return undefined;
}

export function checkContent(content: EntryContent): StoreProblem | undefined {
	if (lengthOf(content.value) > VALUE_LENGTH_MAX) return valueTooLarge(VALUE_LENGTH_MAX);
	if (!content.value.isWellFormed()) return cantStore("text that is not UTF-8");
	if (parseJson(content.value) === undefined) return cantStore("a value that is not JSON");
	if (content.userIds.some((id) => !Number.isSafeInteger(id))) return attributeMalformed("userId");
	return checkMetadata(content.metadata);
}

function checkMetadata(metadata: Readonly<Record<string, unknown>>): StoreProblem | undefined {
	if (!isJsonObject(metadata)) return attributeMalformed("metadata");
	for (const [name, value] of Object.entries(metadata)) {
		if (lengthOf(name) > METADATA_NAME_LENGTH_MAX) return attributeTooLarge(METADATA_NAME_LENGTH_MAX);
		const text = typeof value === "string" ? value : JSON.stringify(value);
		if (lengthOf(text) > METADATA_VALUE_LENGTH_MAX) return attributeTooLarge(METADATA_VALUE_LENGTH_MAX);
	}
	const isEmpty = Object.keys(metadata).length === 0;
	if (!isEmpty && lengthOf(JSON.stringify(metadata)) > METADATA_LENGTH_MAX)
		return attributeTooLarge(METADATA_LENGTH_MAX);
	return undefined;
}
