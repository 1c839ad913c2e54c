import type { CallbackData, Component } from "../bodies/body-types";
import { FormErrors } from "../form-errors";
import { ComponentType, flattenComponents } from "./component-rules";

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
		for (const field of fieldsOf([row])) {
			const path = ["components", index, "component"];
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
		}
	});
	return errors;
}

/** What a person fills in. */
export function fieldsOf(components: readonly Component[]): readonly Component[] {
	return flattenComponents(components).filter((component) => Boolean(component.custom_id));
}
