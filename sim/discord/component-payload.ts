import type { JsonObject } from "../json";
import type { Component } from "./bodies/body-types";
import { ComponentType, SELECT_TYPES } from "./rules/component-rules";

/**
 * Components as Discord gives them back, with what it takes for granted, and each with a number: counted over the whole
 * message where none was given, and 0 in classic messages (components reference, "Anatomy of a Component").
 */
export function componentPayloads(components: readonly Component[], isV2: boolean): readonly JsonObject[] {
	let last = 0;
	const nextId = (): number => (isV2 ? (last += 1) : 0);
	return components.map((component) => payloadOf(component, nextId));
}

function payloadOf(component: Component, nextId: () => number): JsonObject {
	const id = nextId();
	const { components, component: inner, accessory } = component;
	const given = Object.fromEntries(Object.entries(component).filter(([, value]) => value !== null));
	return {
		...given,
		...usualFields(component),
		id: component.id ?? id,
		...(components ? { components: components.map((child) => payloadOf(child, nextId)) } : {}),
		...(inner ? { component: payloadOf(inner, nextId) } : {}),
		...(accessory ? { accessory: payloadOf(accessory, nextId) } : {}),
	};
}

function usualFields(component: Component): JsonObject {
	const { min_values, max_values, disabled } = component;
	if (SELECT_TYPES.has(component.type)) {
		return { min_values: min_values ?? 1, max_values: max_values ?? 1, disabled: disabled ?? false };
	}
	return component.type === ComponentType.BUTTON ? { disabled: disabled ?? false } : {};
}
