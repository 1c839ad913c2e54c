import type { Place, PlaceNode } from "../luau/place-tree";

/** A wallet field that this version of the program does not know. */
export const NEXT_WALLET_FIELD = "nextSeal";

interface Patch {
	readonly path: readonly string[];
	readonly find: string;
	readonly put: string;
}

/** What the next build does otherwise: its wallets and its heartbeats carry a field more. */
const PATCHES: readonly Patch[] = [
	{
		path: ["ReplicatedStorage", "shared", "wallet", "wallet-codec"],
		find: "_object.version = WALLET_VERSION\n",
		put: `_object.version = WALLET_VERSION\n\t_object.${NEXT_WALLET_FIELD} = _object.${NEXT_WALLET_FIELD} or "sealed"\n`,
	},
	{
		path: ["ReplicatedStorage", "shared", "wallet", "wallet"],
		find: "\t\tversion = WALLET_VERSION,\n",
		put: `\t\tversion = WALLET_VERSION,\n\t\t${NEXT_WALLET_FIELD} = "sealed",\n`,
	},
	{
		path: ["ServerScriptService", "TS", "link", "heartbeat"],
		find: "\t\t\tbeat = self.beat,\n",
		put: '\t\t\tbeat = self.beat,\n\t\t\tnextMood = "fine",\n',
	},
];

/** The same place as its next build, an old one beside which has to live with it. Throws when a patch fits no more. */
export function nextBuildOf(place: Place): Place {
	let root: PlaceNode = { name: "game", className: "DataModel", children: place };
	for (const patch of PATCHES) root = patchBelow(root, patch.path, patch);
	return root.children ?? [];
}

function patchBelow(node: PlaceNode, path: readonly string[], patch: Patch): PlaceNode {
	const [name, ...rest] = path;
	if (name === undefined) return { ...node, source: replaceOnce(node.source ?? "", patch) };
	const children = node.children ?? [];
	const at = children.findIndex((child) => child.name === name);
	const child = children[at];
	if (child === undefined) throw new Error(`the next build: ${patch.path.join(".")} is not in the place`);
	return { ...node, children: children.with(at, patchBelow(child, rest, patch)) };
}

function replaceOnce(source: string, { path, find, put }: Patch): string {
	const parts = source.split(find);
	if (parts.length !== 2) throw new Error(`the next build: ${path.join(".")} has changed, its patch fits no more`);
	return parts.join(put);
}
