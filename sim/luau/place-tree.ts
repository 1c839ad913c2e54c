export type PlainValue = string | number | boolean;

/** One instance of a place, as plain data. */
export interface PlaceNode {
	readonly name: string;
	readonly className: string;
	/** Enum properties are item names or values. */
	readonly properties?: Readonly<Record<string, PlainValue>>;
	readonly attributes?: Readonly<Record<string, PlainValue>>;
	/** Code of a Script, LocalScript or ModuleScript. */
	readonly source?: string;
	readonly children?: readonly PlaceNode[];
}

/** A place: what stands directly under the DataModel. Immutable, so that many VMs share one. */
export type Place = readonly PlaceNode[];

/** Something to add to a place; `parent` is the full name of an instance that is there. */
export interface PlaceAddition extends PlaceNode {
	readonly parent: string;
}

function addBelow(node: PlaceNode, path: readonly string[], addition: PlaceNode): PlaceNode {
	const [name, ...rest] = path;
	const children = node.children ?? [];
	if (name === undefined) return { ...node, children: [...children, addition] };
	const at = children.findIndex((child) => child.name === name);
	const child = children[at];
	if (child === undefined) throw new Error(`${node.name} has no child ${name} to add ${addition.name} below`);
	return { ...node, children: children.with(at, addBelow(child, rest, addition)) };
}

/** A new place with instances added. A missing service (first name of `parent`) is made. */
export function addToPlace(place: Place, additions: readonly PlaceAddition[]): Place {
	let root: PlaceNode = { name: "game", className: "DataModel", children: place };
	for (const { parent, ...addition } of additions) {
		const [service = "", ...rest] = parent.split(".");
		if (root.children?.some((child) => child.name === service) !== true) {
			root = addBelow(root, [], { name: service, className: service });
		}
		root = addBelow(root, [service, ...rest], addition);
	}
	return root.children ?? [];
}
