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

/** From where in a place an instance was moved, and to which parent; names from the root down. */
export interface PlaceMove {
	readonly from: readonly string[];
	readonly to: readonly string[];
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

/** Every place has them, whether or not its project names them; services too. */
const ALWAYS_THERE = new Set(["StarterPlayerScripts", "StarterCharacterScripts"]);

/** Adds below `path`, after making what every place has and this one does not name. */
function addAt(root: PlaceNode, path: readonly string[], addition: PlaceNode): PlaceNode {
	let ready = root;
	path.forEach((name, depth) => {
		const above = path.slice(0, depth);
		const isThere = above.reduce<PlaceNode | undefined>(childOf, ready)?.children?.some((child) => child.name === name);
		if (isThere !== true && (depth === 0 || ALWAYS_THERE.has(name))) {
			ready = addBelow(ready, above, { name, className: name });
		}
	});
	return addBelow(ready, path, addition);
}

function childOf(node: PlaceNode | undefined, name: string): PlaceNode | undefined {
	return node?.children?.find((child) => child.name === name);
}

/** A new place with instances added. A missing service (first name of `parent`) is made. */
export function addToPlace(place: Place, additions: readonly PlaceAddition[]): Place {
	let root: PlaceNode = { name: "game", className: "DataModel", children: place };
	for (const { parent, ...addition } of additions) root = addAt(root, parent.split("."), addition);
	return root.children ?? [];
}

const moved = new WeakMap<Place, Map<string, Place>>();

/** The place after these moves; the same moves give the same object, so that its plan is made once. */
export function moveInPlace(place: Place, moves: readonly PlaceMove[]): Place {
	if (moves.length === 0) return place;
	const known = moved.get(place) ?? new Map<string, Place>();
	moved.set(place, known);
	const name = JSON.stringify(moves);
	const made = known.get(name) ?? moves.reduce(moveOne, place);
	known.set(name, made);
	return made;
}

function moveOne(place: Place, { from, to }: PlaceMove): Place {
	const root: PlaceNode = { name: "game", className: "DataModel", children: place };
	const node = from.reduce<PlaceNode | undefined>(childOf, root);
	if (node === undefined) throw new Error(`the place has no ${from.join(".")}`);
	return addAt(root, to, node).children ?? [];
}
