import type { CallbackData, Component } from "../bodies/body-types";
import { FormErrors, type FieldPath } from "../form-errors";
import { checkSelect, ComponentType, flattenComponents, SELECT_TYPES } from "./component-rules";

/** Documentation: 1 to 5; the specification says up to 40, and documentation wins. */
const MODAL_COMPONENTS_MAX = 5;

/** What the schema can't say about a form (components reference, "Modal"). */
export function checkModal({ components }: CallbackData): FormErrors {
	const errors = new FormErrors();
	const rows = components ?? [];
	if (rows.length > MODAL_COMPONENTS_MAX) {
		errors.add(["components"], "BASE_TYPE_BAD_LENGTH", `Must be between 1 and ${MODAL_COMPONENTS_MAX} in length.`);
	}
	const seen = new Set<string>();
	rows.forEach((row, index) => {
		const inRow = row.components ?? [];
		// "Action Row": one text input each.
		if (inRow.length > 1)
			errors.add(["components", index, "components"], "BASE_TYPE_BAD_LENGTH", "Must be 1 in length.");
		const path = row.type === ComponentType.ROW ? ["components", 0] : ["component"];
		for (const field of fieldsOf([row])) checkField(field, row, ["components", index, ...path], seen, errors);
	});
	return errors;
}

function checkField(field: Component, row: Component, path: FieldPath, seen: Set<string>, errors: FormErrors): void {
	const id = field.custom_id ?? "";
	if (seen.has(id)) {
		const message = "Component custom id cannot be duplicated";
		errors.add([...path, "custom_id"], "COMPONENT_CUSTOM_ID_DUPLICATED", message);
	}
	seen.add(id);
	if (field.disabled) errors.add([...path, "disabled"], "BASE_TYPE_BAD_VALUE", "A form has no disabled fields.");
	if (row.type === ComponentType.LABEL && field.label) {
		errors.add([...path, "label"], "BASE_TYPE_BAD_VALUE", "Inside a label a text input has none of its own.");
	}
	if (field.min_values === 0 && field.required !== false) {
		errors.add([...path, "min_values"], "BASE_TYPE_BAD_VALUE", "What is required takes at least one value.");
	}
	if (SELECT_TYPES.has(field.type)) checkSelect(field, path, errors);
	if ((field.min_length ?? 0) > (field.max_length ?? Number.POSITIVE_INFINITY)) {
		errors.add([...path, "min_length"], "BASE_TYPE_BAD_VALUE", "Minimum is greater than maximum.");
	}
}

/** What a person fills in. */
export function fieldsOf(components: readonly Component[]): readonly Component[] {
	return flattenComponents(components).filter((component) => Boolean(component.custom_id));
}
