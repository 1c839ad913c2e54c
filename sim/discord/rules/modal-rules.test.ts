import { expect, test } from "bun:test";
import type { Component } from "../bodies/body-types";
import { checkModal } from "./modal-rules";

const INPUT: Component = { type: 4, custom_id: "a", style: 1 };
const LIST: Component = { type: 3, custom_id: "a", options: [] };
const row = (...components: readonly Component[]): Component => ({ type: 1, components });
const label = (component: Component): Component => ({ type: 18, label: "A", component });

test.each<[string, readonly Component[], string | undefined]>([
	["one field", [label(INPUT)], undefined],
	["six", Array.from({ length: 6 }, (_, at) => label({ ...INPUT, custom_id: `${at}` })), "components"],
	["one id twice", [label(INPUT), label(INPUT)], "components/1/component/custom_id"],
	["a label in a label", [label({ ...INPUT, label: "A" })], "components/0/component/label"],
	["a field nobody can use", [label({ ...INPUT, disabled: true })], "components/0/component/disabled"],
	["a field of nobody in a row", [row({ ...INPUT, disabled: true })], "components/0/components/0/disabled"],
	["two fields in a row", [row(INPUT, { ...INPUT, custom_id: "b" })], "components/0/components"],
	[
		"a text that cannot be long enough",
		[label({ ...INPUT, min_length: 5, max_length: 4 })],
		"components/0/component/min_length",
	],
	["a list of too few", [label({ ...LIST, min_values: 3, max_values: 2 })], "components/0/component/min_values"],
	["required and empty", [label({ type: 3, custom_id: "a", min_values: 0 })], "components/0/component/min_values"],
])("a form with %s", (_name, components, at) => {
	const paths = checkModal({ components })
		.list()
		.map(({ path }) => path.join("/"));
	expect(paths).toEqual(at === undefined ? [] : [at]);
});
