import { listOr, objectOr, type JsonObject } from "../json";

export type FieldPath = readonly (string | number)[];

export interface FieldError {
	readonly path: FieldPath;
	/** Discord's inner code, for example BASE_TYPE_REQUIRED. */
	readonly code: string;
	readonly message: string;
}

/** Everything that is wrong with one request body, collected so that the caller learns of all of it at once. */
export class FormErrors {
	private readonly fields: FieldError[] = [];

	get empty(): boolean {
		return this.fields.length === 0;
	}

	/** Adds a refusal at a field; the same code at the same field is kept once. */
	add(path: FieldPath, code: string, message: string): void {
		const key = path.join("/");
		if (this.fields.some((field) => field.code === code && field.path.join("/") === key)) return;
		this.fields.push({ path, code, message });
	}

	addAll(errors: FormErrors, prefix: FieldPath = []): void {
		for (const field of errors.fields) this.add([...prefix, ...field.path], field.code, field.message);
	}

	/** The same findings one level deeper, as when this form is a field of a larger one. */
	under(prefix: FieldPath): FormErrors {
		const deeper = new FormErrors();
		deeper.addAll(this, prefix);
		return deeper;
	}

	list(): readonly FieldError[] {
		return this.fields;
	}

	/** Discord's nested `errors` object: fields and array indices down to `_errors`. */
	toTree(): JsonObject {
		return this.fields.reduce<JsonObject>((tree, { path, ...error }) => withError(tree, path, error), {});
	}
}

function withError(tree: JsonObject, [step, ...rest]: FieldPath, error: Omit<FieldError, "path">): JsonObject {
	if (step === undefined) return { ...tree, _errors: [...listOr(tree["_errors"]), error] };
	return { ...tree, [step]: withError(objectOr(tree[step]), rest, error) };
}
