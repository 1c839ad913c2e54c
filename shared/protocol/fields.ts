import { fail, ok, type Result } from "../result";
import type { Platform } from "../platform";

export type FieldProblem = { readonly code: "malformed"; readonly field: string };

/**
 * Reads the fields of a decoded body one by one and remembers the first that is not in the agreed form. A reader goes
 * on after a problem with a harmless value, so that a decoder is one expression; the value counts only when `finish`
 * says so. A JSON `null` counts as absent, because Luau has no other way to see it.
 */
export class FieldReader {
	private problem: string | undefined;
	private readonly fields: Readonly<Record<string, unknown>>;

	constructor(
		private readonly platform: Platform,
		value: unknown,
		private readonly path = "",
	) {
		if (isTable(value)) {
			this.fields = value;
		} else {
			this.fields = {};
			this.problem = path === "" ? "body" : path;
		}
	}

	integer(name: string, min: number, max: number): number {
		const value = this.fields[name];
		if (typeIs(value, "number") && value % 1 === 0 && value >= min && value <= max) return value === 0 ? 0 : value;
		return this.reject(name, min);
	}

	/** UTF-8 text without control characters. */
	text(name: string, bytesMin: number, bytesMax: number): string {
		const value = this.fields[name];
		if (typeIs(value, "string") && !this.platform.hasControlCharacters(value)) {
			const bytes = this.platform.byteLength(value);
			if (bytes >= bytesMin && bytes <= bytesMax) return value;
		}
		return this.reject(name, "");
	}

	/** ASCII text made of id characters. */
	id(name: string, bytesMax: number): string {
		const value = this.fields[name];
		if (typeIs(value, "string") && this.platform.isIdText(value) && this.platform.byteLength(value) <= bytesMax) {
			return value;
		}
		return this.reject(name, "");
	}

	oneOf<Word extends string>(name: string, words: ReadonlyArray<Word>): Word {
		const value = this.fields[name];
		const word = words.find((candidate) => candidate === value);
		const [first] = words;
		assert(first !== undefined, "a choice needs words");
		return word ?? this.reject(name, first);
	}

	boolean(name: string): boolean {
		const value = this.fields[name];
		return typeIs(value, "boolean") ? value : this.reject(name, false);
	}

	has(name: string): boolean {
		const value = this.fields[name];
		return typeIs(value, "string") || typeIs(value, "number") || typeIs(value, "boolean") || typeIs(value, "table");
	}

	/** `read` is called only when the field is there. */
	optional<Value>(name: string, read: () => Value): Value | undefined {
		return this.has(name) ? read() : undefined;
	}

	object<Value>(name: string, read: (fields: FieldReader) => Value): Value {
		const inner = new FieldReader(this.platform, this.fields[name], this.fullName(name));
		const value = read(inner);
		if (inner.problem !== undefined) this.remember(inner.problem);
		return value;
	}

	list<Value>(name: string, countMax: number, read: (fields: FieldReader) => Value): ReadonlyArray<Value> {
		const items = this.platform.asList(this.fields[name]);
		if (items === undefined || items.size() > countMax) return this.reject(name, []);
		return items.map((item, index) => {
			const inner = new FieldReader(this.platform, item, `${this.fullName(name)}.${index}`);
			const value = read(inner);
			if (inner.problem !== undefined) this.remember(inner.problem);
			return value;
		});
	}

	integers(name: string, countMax: number, min: number, max: number): ReadonlyArray<number> {
		const items = this.platform.asList(this.fields[name]);
		if (items === undefined || items.size() > countMax) return this.reject(name, []);
		return items.map((item) => {
			if (typeIs(item, "number") && item % 1 === 0 && item >= min && item <= max) return item;
			return this.reject(name, min);
		});
	}

	/** An object whose keys are not known beforehand. In Luau an empty one may arrive as an empty list. */
	integerMap(name: string, min: number, max: number): Readonly<Record<string, number>> {
		const result: Record<string, number> = {};
		for (const [key, value] of this.platform.entriesOf(this.fields[name])) {
			if (typeIs(value, "number") && value % 1 === 0 && value >= min && value <= max) result[key] = value;
			else this.reject(name, min);
		}
		return result;
	}

	finish<Value>(value: Value): Result<Value, FieldProblem> {
		return this.problem === undefined ? ok(value) : fail({ code: "malformed", field: this.problem });
	}

	/** For rules over several fields. */
	refuse(name: string): void {
		this.remember(this.fullName(name));
	}

	/** A body of another version may look quite different, so this is asked before any other field is read. */
	isVersion(version: number): boolean {
		return this.fields.v === version;
	}

	isVersionMissing(): boolean {
		return !typeIs(this.fields.v, "number");
	}

	private reject<Value>(name: string, harmless: Value): Value {
		this.remember(this.fullName(name));
		return harmless;
	}

	private remember(problem: string): void {
		this.problem = this.problem ?? problem;
	}

	private fullName(name: string): string {
		return this.path === "" ? name : `${this.path}.${name}`;
	}
}

function isTable(value: unknown): value is Record<string, unknown> {
	return typeIs(value, "table");
}
