import type { Component } from "../bodies/body-types";
import type { FieldPath, FormErrors } from "../form-errors";

export const ComponentType = {
	ROW: 1,
	BUTTON: 2,
	STRING_SELECT: 3,
	TEXT_INPUT: 4,
	TEXT: 10,
	CONTAINER: 17,
	LABEL: 18,
} as const;
export const ButtonStyle = { LINK: 5, PREMIUM: 6 } as const;

/** Texts, people, roles, both, and channels. */
export const SELECT_TYPES = new Set([3, 5, 6, 7, 8]);
const ROWS_MAX = 5;
const V2_COMPONENTS_MAX = 40;

/** What the schema can't say about components: rows, unique custom ids, which button needs what. */
export function checkComponents(components: readonly Component[], v2: boolean, errors: FormErrors): void {
	const seen = new Set<string>();
	components.forEach((component, index) => checkOne(component, ["components", index], seen, errors));
	if (v2) {
		const total = components.reduce((sum, component) => sum + countComponents(component), 0);
		if (total > V2_COMPONENTS_MAX) {
			errors.add(["components"], "BASE_TYPE_MAX_LENGTH", `Must be ${V2_COMPONENTS_MAX} or fewer in length.`);
		}
		return;
	}
	if (components.length > ROWS_MAX) {
		errors.add(["components"], "BASE_TYPE_MAX_LENGTH", `Must be ${ROWS_MAX} or fewer in length.`);
	}
	components.forEach((component, index) => {
		if (component.type !== ComponentType.ROW) {
			errors.add(["components", index, "type"], "UNION_TYPE_CHOICES", 'Value of field "type" must be one of (1,).');
		}
	});
}

/** A component and everything inside it. */
export function flattenComponents(components: readonly Component[]): readonly Component[] {
	return components.flatMap((component) => [component, ...flattenComponents(childrenOf(component))]);
}

function childrenOf(component: Component): readonly Component[] {
	const single = [component.component, component.accessory].filter((child) => child !== undefined && child !== null);
	return [...(component.components ?? []), ...single];
}

function countComponents(component: Component): number {
	return 1 + childrenOf(component).reduce((sum, child) => sum + countComponents(child), 0);
}

function checkOne(component: Component, path: FieldPath, seen: Set<string>, errors: FormErrors): void {
	const id = component.custom_id;
	if (id !== undefined && id !== null) {
		if (seen.has(id)) {
			errors.add([...path, "custom_id"], "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated");
		}
		seen.add(id);
	}
	if (component.type === ComponentType.BUTTON) checkButton(component, path, errors);
	if (component.type === ComponentType.ROW) checkRow(component, path, errors);
	if (SELECT_TYPES.has(component.type)) checkSelect(component, path, errors);
	childrenOf(component).forEach((child, index) => checkOne(child, [...path, "components", index], seen, errors));
}

function checkRow(row: Component, path: FieldPath, errors: FormErrors): void {
	const children = row.components ?? [];
	if (children.length > 1 && children.some((child) => SELECT_TYPES.has(child.type))) {
		errors.add(
			[...path, "components"],
			"COMPONENT_LAYOUT_WIDTH_EXCEEDED",
			"The specified component exceeds the maximum width",
		);
	}
}

function checkButton(button: Component, path: FieldPath, errors: FormErrors): void {
	const custom = Boolean(button.custom_id);
	const url = Boolean(button.url);
	if (button.style === ButtonStyle.PREMIUM) {
		if (!button.sku_id) errors.add([...path, "sku_id"], "BASE_TYPE_REQUIRED", "This field is required");
		return;
	}
	if (button.style === ButtonStyle.LINK) {
		if (!url) errors.add([...path, "url"], "BUTTON_COMPONENT_URL_REQUIRED", "A url is required");
		if (custom)
			errors.add(
				[...path, "custom_id"],
				"COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
				"A custom id and url cannot both be specified",
			);
	} else {
		if (!custom) errors.add([...path, "custom_id"], "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id is required");
		if (url)
			errors.add(
				[...path, "url"],
				"COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
				"A custom id and url cannot both be specified",
			);
	}
	if (!button.label && !button.emoji) {
		errors.add(path, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A label or emoji is required");
	}
}

export function checkSelect(select: Component, path: FieldPath, errors: FormErrors): void {
	const low = select.min_values ?? 1;
	const high = select.max_values ?? 1;
	if (low > high)
		errors.add([...path, "min_values"], "SELECT_COMPONENT_MIN_GREATER_THAN_MAX", "Minimum is greater than maximum");
	const values = new Set<string>();
	(select.options ?? []).forEach((option, index) => {
		if (values.has(option.value)) {
			errors.add(
				[...path, "options", index, "value"],
				"SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
				"The specified option value is already used",
			);
		}
		values.add(option.value);
	});
}
